package io.diffusion4j.pipelines.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.diagnostics.StepStatistics;
import io.diffusion4j.core.error.NonFiniteException;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationObserver;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.NonFinite;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.pipelines.DamagedModel;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.Precision;
import io.diffusion4j.pipelines.TinyModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs of models whose weights are damaged, or too large for half precision. */
class NonFiniteRunTest {
    private static final String UNET = "unet/diffusion_pytorch_model.safetensors";
    private static final GenerationRequest REQUEST = TinyModel.request(1).withSteps(3);

    @TempDir
    Path temp;

    private final Diffusion4J diffusion = Diffusion4J.open();
    private final List<String> warnings = new ArrayList<>();
    private final List<StepStatistics> told = new ArrayList<>();

    private final GenerationObserver observer = new GenerationObserver() {
        @Override
        public boolean wantsDiagnostics() {
            return true;
        }

        @Override
        public void onDiagnostics(int firstImage, StepStatistics statistics) {
            told.add(statistics);
        }

        @Override
        public void onWarning(String warning) {
            warnings.add(warning);
        }
    };

    @AfterEach
    void close() {
        diffusion.close();
    }

    private Pipeline model(String file, String tensor, double factor, Precision dtype) {
        Path folder = DamagedModel.in(temp.resolve("model"), file, tensor, factor);
        return diffusion.load(PipelineSettings.of(folder).withDtype(dtype));
    }

    @ParameterizedTest
    @CsvSource({
        UNET + ", conv_out.bias, step 1 of 4: the backbone unet gave 256 values that are not numbers",
        "text_encoder/model.safetensors, text_model.final_layer_norm.weight, the text encoder text_encoder gave",
        "vae/diffusion_pytorch_model.safetensors, decoder.conv_out.bias, the autoencoder vae gave 3072 values",
    })
    void a_run_fails_at_once_and_names_the_step_and_the_part(String file, String tensor, String message) {
        try (Pipeline pipeline = model(file, tensor, Double.NaN, Precision.FLOAT32)) {
            assertThatThrownBy(() -> pipeline.generate(REQUEST, observer))
                    .isInstanceOf(NonFiniteException.class)
                    .hasMessageStartingWith(message)
                    .hasMessageContaining("its weights may be damaged");
        }
    }

    @Test
    void diagnostics_show_the_step_that_fails() {
        try (Pipeline pipeline = model(UNET, "conv_out.bias", Double.NaN, Precision.FLOAT32)) {
            assertThatThrownBy(() -> pipeline.generate(REQUEST, observer)).isInstanceOf(NonFiniteException.class);
        }
        assertThat(told).hasSize(1);
        assertThat(told.get(0).tensors().get(StepStatistics.SAMPLE).isFinite()).isTrue();
        assertThat(told.get(0).tensors().get(StepStatistics.PREDICTION).nans()).isEqualTo(256);
    }

    @ParameterizedTest
    @CsvSource({
        UNET
                + ", conv_out.bias, 'in step 1, 2, 3, 4: the backbone unet gave values that are not finite, which were replaced'",
        "text_encoder/model.safetensors, text_model.final_layer_norm.weight, the text encoder text_encoder gave",
        "vae/diffusion_pytorch_model.safetensors, decoder.conv_out.bias, the autoencoder vae gave",
    })
    void replaced_values_let_the_run_go_on_and_are_recorded(String file, String tensor, String warning) {
        try (Pipeline pipeline = model(file, tensor, Double.NaN, Precision.FLOAT32)) {
            GeneratedImage image = pipeline.generate(REQUEST.withNonFinite(NonFinite.REPLACE), observer)
                    .images()
                    .get(0);
            assertThat(image.rgb()).hasSize(32 * 32 * 3);
            assertThat(warnings).isNotEmpty().allMatch(told -> told.startsWith(warning));
            assertThat(image.manifest().warnings()).isEqualTo(warnings);
        }
    }

    @Test
    void what_is_too_large_for_half_precision_is_computed_again_in_float32() {
        // the convolution's output overflows float16; the normalization behind it brings float32 back into range
        try (Pipeline half = model(UNET, "conv_in.weight", 1e6, Precision.FLOAT16)) {
            assertThatThrownBy(() -> half.generate(REQUEST))
                    .isInstanceOf(NonFiniteException.class)
                    .hasMessageContaining("request.non-finite: retry-float32");
            GeneratedImage image = half.generate(REQUEST.withNonFinite(NonFinite.RETRY_FLOAT32), observer)
                    .images()
                    .get(0);
            assertThat(warnings)
                    .containsExactly("in step 1, 2, 3, 4: the backbone unet gave values that are not finite; computed"
                            + " again in float32");
            assertThat(image.manifest().warnings()).isEqualTo(warnings);
            long loaded = Pointer.totalCount();
            byte[] again = half.generate(REQUEST.withNonFinite(NonFinite.RETRY_FLOAT32))
                    .images()
                    .get(0)
                    .rgb();
            assertThat(again).isEqualTo(image.rgb());
            assertThat(Pointer.totalCount())
                    .as("the second backbone is loaded once")
                    .isLessThanOrEqualTo(loaded);
        }
    }

    @Test
    void weights_that_are_damaged_stay_so_in_float32() {
        try (Pipeline half = model(UNET, "conv_out.bias", Double.NaN, Precision.BFLOAT16)) {
            assertThatThrownBy(() -> half.generate(REQUEST.withNonFinite(NonFinite.RETRY_FLOAT32), observer))
                    .isInstanceOf(NonFiniteException.class)
                    .hasMessageContaining("step 1 of 4: the backbone unet")
                    .hasMessageContaining("in float32 already");
        }
    }

    @Test
    void a_failed_run_and_its_model_leave_no_native_object_behind() {
        Path folder = DamagedModel.in(temp.resolve("model"), UNET, "conv_out.bias", Double.NaN);
        fail(folder);
        long before = Pointer.totalCount();
        int runs = 3;
        for (int i = 0; i < runs; i++) {
            fail(folder);
        }
        // the device of each is left to the garbage collector
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before + runs);
    }

    private void fail(Path folder) {
        try (Pipeline pipeline = diffusion.load(folder)) {
            assertThatThrownBy(() -> pipeline.generate(REQUEST, observer)).isInstanceOf(NonFiniteException.class);
        }
    }
}
