package io.diffusion4j.pipelines.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationObserver;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.Precision;
import io.diffusion4j.pipelines.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecisionTest {
    @TempDir
    Path temp;

    /** The mean difference of 8-bit values: bfloat16 keeps 8 bits of each number, float16 keeps 11. */
    @ParameterizedTest
    @CsvSource({"BFLOAT16, 4", "FLOAT16, 1"})
    void half_precision_stays_finite_and_near_float32(Precision precision, double levels) {
        byte[] exact = generate(Precision.FLOAT32);
        byte[] half = generate(precision);
        assertThat(half).isNotEqualTo(exact);
        double sum = 0;
        for (int i = 0; i < exact.length; i++) {
            sum += Math.abs((exact[i] & 0xff) - (half[i] & 0xff));
        }
        assertThat(sum / exact.length).isLessThan(levels);
    }

    @Test
    void an_autoencoder_that_overflows_in_float16_is_computed_in_float32() throws IOException {
        float[] exact = decode(TinyModel.FOLDER, Precision.FLOAT32);
        assertThat(decode(TinyModel.FOLDER, Precision.FLOAT16)).isEqualTo(exact);
        assertThat(decode(TinyModel.FOLDER, Precision.BFLOAT16)).isNotEqualTo(exact);

        Path model = TinyModel.copy(temp.resolve("fixed"));
        Path config = model.resolve("vae/config.json");
        Files.writeString(
                config, Files.readString(config).replace("\"force_upcast\": true", "\"force_upcast\": false"));
        assertThat(decode(model, Precision.FLOAT16)).isNotEqualTo(exact);
    }

    private static float[] decode(Path model, Precision precision) {
        try (Diffusion4J diffusion = Diffusion4J.open();
                Scope scope = Scope.open()) {
            PipelineContext context =
                    diffusion.components(PipelineSettings.of(model).withDtype(precision));
            Autoencoder autoencoder = context.autoencoder("vae");
            float[] latents = new float[4 * 4 * 4];
            for (int i = 0; i < latents.length; i++) {
                latents[i] = (float) Math.sin(i);
            }
            Tensor image = autoencoder.decode(HostData.tensor(latents, 1, 4, 4, 4));
            assertThat(image.scalar_type().intern()).isEqualTo(ScalarType.Float);
            float[] pixels = HostData.floats(image);
            context.close();
            return pixels;
        }
    }

    private static byte[] generate(Precision precision) {
        try (Diffusion4J diffusion = Diffusion4J.open();
                Pipeline pipeline =
                        diffusion.load(PipelineSettings.of(TinyModel.FOLDER).withDtype(precision))) {
            GeneratedImage image = pipeline.generate(TinyModel.request(1), new FiniteLatents())
                    .images()
                    .get(0);
            return image.rgb();
        }
    }

    private static final class FiniteLatents implements GenerationObserver {
        @Override
        public void onStep(int firstImage, Step step, SamplerState state) {
            assertThat(state.sample().scalar_type().intern()).isEqualTo(ScalarType.Float);
            for (float value : HostData.floats(state.sample())) {
                assertThat(value).isFinite();
            }
        }
    }
}
