package io.diffusion4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.core.pipeline.Manifest;
import io.diffusion4j.pipelines.output.PngFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sampling methods, diagnostics and values that are not numbers, on the command line. */
class SamplingIT {
    private static final String MODEL = D4j.TINY_MODEL.toString();

    @TempDir
    Path folder;

    @Test
    void methods_are_set_listed_and_replayed() throws IOException {
        D4j.Ended run = D4j.run(
                        folder,
                        "generate",
                        "--model=" + MODEL,
                        "--steps=4",
                        "--seed=1",
                        "--count=2",
                        "--quiet",
                        "--set=request.sampling=[{type: dynamic-thresholding, quantile: 0.995}, {type: noise-injection,"
                                + " strength: 0.1}]",
                        "--output=fox.png")
                .succeeded();
        assertThat(run.err().lines())
                .as("the caution, once for two images")
                .singleElement()
                .asString()
                .startsWith("d4j: warning: ")
                .contains("dynamic-thresholding", "latents");
        Manifest manifest = PngFile.readManifest(folder.resolve("fox-1.png"));
        List<?> sampling = (List<?>) ((Map<?, ?>) manifest.settings().get("request")).get("sampling");
        assertThat(sampling).hasSize(2);
        assertThat(sampling.get(1).toString()).contains("decay=none", "strength=0.1");
        assertThat(manifest.warnings()).hasSize(1);

        D4j.run(folder, "generate", "--replay=fox-1.png", "--quiet", "--output=again.png")
                .succeeded();
        assertThat(Pixels.of(folder.resolve("again.png"))).isEqualTo(Pixels.of(folder.resolve("fox-1.png")));
    }

    @Test
    void an_ensemble_takes_the_checkpoints_settings() {
        D4j.run(
                        folder,
                        "generate",
                        "--model=" + MODEL,
                        "--steps=3",
                        "--set=request.scheduler={type: ensemble, members: [{scheduler: ddim, weight: 3}, {scheduler: lms}]}",
                        "--output=fox.png")
                .succeeded();
        Map<?, ?> request = (Map<?, ?>)
                PngFile.readManifest(folder.resolve("fox.png")).settings().get("request");
        assertThat(request.get("scheduler").toString()).contains("type=ensemble", "weight=3.0", "type=lms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unipc", "euler-ancestral", "DPM++ 2M SDE Karras", "pndm"})
    void a_run_that_was_killed_goes_on_in_a_new_process_to_the_same_image(String scheduler) throws Exception {
        String[] whole = {
            "generate", "a red fox", "--model=" + MODEL, "--steps=60", "--seed=4", "--scheduler=" + scheduler
        };
        D4j.run(folder, with(whole, "--output=whole.png")).succeeded();

        Path state = folder.resolve("run.safetensors");
        D4j.Started begun =
                D4j.startInterruptible(folder, with(whole, "--output=again.png", "--state=run.safetensors"));
        while (!Files.exists(state) && begun.process().isAlive()) {
            Thread.sleep(1);
        }
        begun.process().destroyForcibly().waitFor();
        assertThat(state).exists();
        assertThat(folder.resolve("again.png")).doesNotExist();

        assertThat(D4j.run(folder, "generate", "a hen", "--model=" + MODEL, "--seed=4", "--state=run.safetensors")
                        .refusal())
                .contains("run.safetensors: holds a run of other settings");
        D4j.run(folder, with(whole, "--output=again.png", "--state=run.safetensors"))
                .succeeded();
        assertThat(Pixels.of(folder.resolve("again.png"))).isEqualTo(Pixels.of(folder.resolve("whole.png")));
        assertThat(state).doesNotExist();
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void a_state_needs_a_seed() {
        assertThat(D4j.run(folder, "generate", "a fox", "--model=" + MODEL, "--state=run.safetensors")
                        .refusal())
                .contains("--seed");
    }

    @Test
    void another_noise_schedule_than_the_checkpoint_s_is_a_warning() {
        D4j.Ended run = D4j.run(
                        folder,
                        "generate",
                        "--model=" + MODEL,
                        "--steps=2",
                        "--quiet",
                        "--set=request.scheduler={type: euler, noise: {schedule: cosine}, spacing: trailing}",
                        "--output=fox.png")
                .succeeded();
        assertThat(run.err())
                .isEqualTo(
                        "d4j: warning: request.scheduler.noise.schedule is cosine, but the checkpoint was trained with"
                                + " scaled-linear; the image will suffer: leave the key out to use the checkpoint's\n");
        assertThat(PngFile.readManifest(folder.resolve("fox.png")).warnings()).hasSize(1);
    }

    @Test
    void diagnostics_are_one_json_object_for_each_step_and_batch() throws IOException {
        D4j.run(
                        folder,
                        "generate",
                        "--model=" + MODEL,
                        "--steps=3",
                        "--count=3",
                        "--batch=2",
                        "--scheduler=ddim",
                        "--diagnostics=steps/run.jsonl",
                        "--output=fox.png")
                .succeeded();
        List<String> lines = Files.readAllLines(folder.resolve("steps/run.jsonl"));
        assertThat(lines).hasSize(6);
        JsonNode last = new ObjectMapper().readTree(lines.get(5));
        assertThat(last.get("first-image").asInt()).isEqualTo(2);
        assertThat(last.get("step").asInt()).isEqualTo(3);
        assertThat(last.get("count").asInt()).isEqualTo(3);
        for (String tensor : List.of("sample", "prediction", "predicted-original", "next-sample")) {
            assertThat(last.get(tensor).get("nans").asInt()).isZero();
            assertThat(last.get(tensor).get("std").asDouble()).isPositive();
        }
        assertThat(D4j.tree(folder.resolve("steps"))).containsExactly("", "run.jsonl");
    }

    @Test
    void a_weight_that_is_not_a_number_ends_the_run_at_the_first_step_and_leaves_the_diagnostics() throws IOException {
        ModelCopy model = ModelCopy.in(folder);
        model.rewrite(tensors ->
                tensors.computeIfPresent("conv_out.bias", (name, value) -> value.mul(new Scalar(Double.NaN))));
        D4j.Ended run = D4j.run(
                folder,
                "generate",
                "--model=" + model.folder(),
                "--steps=4",
                "--scheduler=ddim",
                "--quiet",
                "--diagnostics=run.jsonl",
                "--output=fox.png");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("d4j: step 1 of 4: the backbone unet gave 256 values that are not numbers");
        List<String> lines = Files.readAllLines(folder.resolve("run.jsonl"));
        assertThat(lines).hasSize(1);
        JsonNode step = new ObjectMapper().readTree(lines.get(0));
        assertThat(step.get("prediction").get("nans").asInt()).isEqualTo(256);
        assertThat(step.get("sample").get("nans").asInt()).isZero();
        assertThat(folder.resolve("fox.png")).doesNotExist();
    }

    @Test
    void a_place_for_diagnostics_that_cannot_be_written_is_refused_before_the_run() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        D4j.Ended run = D4j.run(folder, "generate", "--model=" + MODEL, "--quiet", "--diagnostics=file/run.jsonl");
        assertThat(run.refusal()).contains("--diagnostics");
    }
}
