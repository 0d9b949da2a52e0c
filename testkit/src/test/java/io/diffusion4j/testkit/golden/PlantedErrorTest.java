package io.diffusion4j.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlantedErrorTest {
    private static final String CASE = "euler_linspace";

    @TempDir
    Path folder;

    @Test
    void a_right_scheduler_passes() {
        GoldenReport report = run(1, Goldens.at("schedulers/" + CASE + ".json"));

        assertThat(report.lines(Verdict.FAIL)).isEmpty();
        assertThat(report.summary()).isEqualTo("1 passed, 0 failed, 0 skipped");
        assertThat(report.isGreen()).isTrue();
    }

    @Test
    void a_scheduler_that_is_one_percent_off_fails_and_the_place_is_told() {
        GoldenReport report = run(1.01, Goldens.at("schedulers/" + CASE + ".json"));

        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.lines(Verdict.FAIL))
                .singleElement()
                .asString()
                .containsPattern("first bad tensor prev_sample\\.0\\[0, \\d, \\d, \\d\\]: expected \\S+, got \\S+");
    }

    @Test
    void swapped_channels_fail() throws IOException {
        plant(
                "model_output",
                x -> torch.cat(new TensorVector(x.narrow(2, 1, 1), x.narrow(2, 0, 1), x.narrow(2, 2, 2)), 2));

        assertThat(run(1, folder).failed()).isOne();
    }

    @Test
    void a_value_that_is_not_a_number_fails() throws IOException {
        plant("model_output", x -> x.log());

        assertThat(run(1, folder).lines(Verdict.FAIL))
                .singleElement()
                .asString()
                .contains("NaN");
    }

    @Test
    void another_shape_fails() throws IOException {
        plant("prev_sample", x -> x.narrow(3, 0, 7));

        assertThat(run(1, folder).lines(Verdict.FAIL))
                .singleElement()
                .asString()
                .contains("shape");
    }

    @Test
    void a_tolerance_of_zero_fails() throws IOException {
        plant("sample_in", x -> x.mul(HostData.tensor(new float[] {1.0000005f}, 1)));
        Path json = folder.resolve(CASE + ".json");
        String tight = Files.readString(json).replaceAll("(\"prev_sample_atol\": )[^,]+", "$10");
        Files.writeString(json, tight);

        assertThat(run(1, folder).failed()).isOne();
    }

    @Test
    void a_tolerance_that_is_not_a_number_fails() throws IOException {
        plant("sample_in", UnaryOperator.identity());
        Path json = folder.resolve(CASE + ".json");
        Files.writeString(json, Files.readString(json).replaceAll("(\"prev_sample_atol\": )[^,]+", "$1NaN"));

        assertThat(run(1, folder).lines(Verdict.FAIL))
                .singleElement()
                .asString()
                .contains("tolerance NaN");
    }

    @Test
    void options_that_a_provider_refuses_are_skipped_with_the_reason() {
        GoldenReport report = run(1, Goldens.at("schedulers/euler_karras.json"));

        assertThat(report.lines(Verdict.SKIP)).singleElement().asString().contains("not supported");
    }

    @Test
    void other_errors_of_a_provider_fail() throws IOException {
        plant("sample_in", UnaryOperator.identity());
        Path json = folder.resolve(CASE + ".json");
        Files.writeString(json, Files.readString(json).replace("\"beta_start\": 0.00085", "\"beta_start\": 0"));

        assertThat(run(1, folder).lines(Verdict.FAIL))
                .singleElement()
                .asString()
                .contains("beta_start must be positive");
    }

    private static GoldenReport run(double stepFactor, Path root) {
        return new GoldenRunner(new OneProvider(new EulerProvider(stepFactor))).run(root);
    }

    /** Copies the case with one tensor changed. */
    private void plant(String tensor, UnaryOperator<Tensor> change) throws IOException {
        Files.copy(Goldens.at("schedulers/" + CASE + ".json"), folder.resolve(CASE + ".json"));
        try (Scope scope = Scope.open();
                SafetensorsFile source = SafetensorsFile.open(Goldens.at("schedulers/" + CASE + ".safetensors"))) {
            Map<String, Tensor> tensors = new HashMap<>();
            source.names().forEach(name -> tensors.put(name, source.open(name)));
            tensors.computeIfPresent(tensor, (name, x) -> change.apply(x).contiguous());
            SafetensorsWriter.write(folder.resolve(CASE + ".safetensors"), tensors, Map.of());
        }
        assertThat(List.of(folder.toFile().list())).hasSize(2);
    }
}
