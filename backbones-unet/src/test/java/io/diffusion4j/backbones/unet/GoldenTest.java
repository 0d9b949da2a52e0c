package io.diffusion4j.backbones.unet;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.ShardedSafetensors;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.WeightLoader;
import io.diffusion4j.testkit.golden.GoldenReport;
import io.diffusion4j.testkit.golden.GoldenRunner;
import io.diffusion4j.testkit.golden.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equality with the reference implementation. */
class GoldenTest {
    @ParameterizedTest
    @CsvSource({
        "unet/sd1, 11",
        "unet/sd1_four_levels, 2",
        "unet/sd2, 11",
        "unet/bk_sdm_tiny_no_mid, 1",
        "unet/inpaint_9ch, 1",
        "unet/small_activations, 1",
        "unet/misc_options, 1",
        "published-shapes/sd15-unet.json, 1",
    })
    void results_are_those_of_the_reference(String path, int cases) {
        GoldenReport report = new GoldenRunner(ServiceProviders.ofClassPath()).run(Goldens.at(path));
        assertThat(report.lines(Verdict.FAIL)).isEmpty();
        assertThat(report.summary()).isEqualTo(cases + " passed, 0 failed, 0 skipped");
    }

    @ParameterizedTest
    @CsvSource({
        "unet_fp16, diffusion_pytorch_model.fp16.safetensors, 2.25e-5",
        "unet_bf16, diffusion_pytorch_model.safetensors, 3.45e-5",
        "unet_mixed_dtypes, diffusion_pytorch_model.safetensors, 5.21e-5",
        "unet_sharded, diffusion_pytorch_model.safetensors.index.json, 2.11e-5",
    })
    void weights_stored_in_any_form_give_the_results_of_the_reference(String name, String file, double tolerance) {
        Path folder = Goldens.at("formats/variants").resolve(name);
        try (Scope scope = Scope.open();
                WeightLoader loader = new WeightLoader(Goldens.cpu(), DType.FLOAT32);
                TensorSource weights = open(folder.resolve(file));
                TensorSource golden = SafetensorsFile.open(Goldens.at("formats/variants/golden.safetensors"))) {
            var backbone = Goldens.load(folder, weights, loader, DType.FLOAT32);
            var got = Goldens.result(backbone, golden, "", DType.FLOAT32);
            assertThat(Goldens.furthest(got, golden.open("out." + name))).isLessThan(tolerance);
        }
    }

    private static TensorSource open(Path file) {
        return file.toString().endsWith(".json") ? ShardedSafetensors.open(file) : SafetensorsFile.open(file);
    }
}
