package io.diffusion4j.families;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.families.flux.FluxFamily;
import io.diffusion4j.families.stablediffusion3.StableDiffusion3Family;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.latent.LatentDiffusionPipeline;
import io.diffusion4j.pipelines.latent.LatentFamily;
import io.diffusion4j.pipelines.latent.LatentModel;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a request to pixels. What the numbers must be, the goldens of whole runs tell. */
class WholeRunTest {
    private static final Path MODELS = Path.of(System.getProperty("goldens"), "flow-pipelines");

    private final Diffusion4J diffusion = Diffusion4J.open();

    @AfterEach
    void close() {
        diffusion.close();
    }

    @Test
    void a_class_is_a_prompt() {
        try (Pipeline pipeline = diffusion.load(MODELS.resolve("dit"))) {
            GenerationRequest request = GenerationRequest.of("207").withSeed(1).withSteps(3);
            GeneratedImage image = only(pipeline, request);
            assertThat(List.of(image.width(), image.height())).containsExactly(24, 24);
            assertThat(guidanceOf(image)).contains("type=cfg").contains("scale=4.0");
            leavesNothingBehind(pipeline, request);
            assertThat(only(pipeline, request.withPrompt("208")).rgb()).isNotEqualTo(image.rgb());
            assertThat(only(pipeline, request.withNegativePrompt("5")).rgb()).isNotEqualTo(image.rgb());
            assertThat(only(pipeline, request).rgb()).isEqualTo(image.rgb());
            assertThatThrownBy(() -> only(pipeline, request.withPrompt("a red fox")))
                    .isInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    void flux_tells_its_guidance_scale_and_stable_diffusion_3_guides() {
        GenerationRequest request =
                GenerationRequest.of("a fox").withSeed(1).withSteps(2).withSize(24, 16);
        try (Pipeline flux = pipeline(new FluxFamily(), "flux-dev")) {
            assertThat(guidanceOf(only(flux, request)))
                    .contains("type=embedded")
                    .contains("scale=3.5");
            leavesNothingBehind(flux, request);
            assertThatThrownBy(() -> only(flux, request.withSize(22, 16)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("request.width: must be a multiple of 4, got 22; the nearest are 20 and 24");
        }
        try (Pipeline schnell = pipeline(new FluxFamily(), "flux-schnell")) {
            assertThat(guidanceOf(only(schnell, request))).contains("type=none");
        }
        try (Pipeline sd3 = pipeline(new StableDiffusion3Family(), "sd3")) {
            assertThat(guidanceOf(only(sd3, request))).contains("type=cfg").contains("scale=7.0");
            leavesNothingBehind(sd3, request);
            List<GeneratedImage> batch =
                    sd3.generate(request.withCount(2).withBatch(2)).images();
            assertThat(batch.get(0).rgb()).isNotEqualTo(batch.get(1).rgb());
        }
    }

    /** The models have no text encoders. */
    private Pipeline pipeline(LatentFamily family, String model) {
        PipelineContext context = diffusion.components(PipelineSettings.of(MODELS.resolve(model)));
        return new LatentDiffusionPipeline(context, new RandomPrompts(), LatentModel.load(context, family));
    }

    private static void leavesNothingBehind(Pipeline pipeline, GenerationRequest request) {
        long before = Pointer.totalCount();
        only(pipeline, request);
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    private static GeneratedImage only(Pipeline pipeline, GenerationRequest request) {
        return pipeline.generate(request).images().get(0);
    }

    private static String guidanceOf(GeneratedImage image) {
        Map<?, ?> request = (Map<?, ?>) image.manifest().settings().get("request");
        return request.get("guidance").toString();
    }

    private record RandomPrompts() implements PromptEncoder {
        @Override
        public Conditioning positive(GenerationRequest request) {
            return numbers();
        }

        @Override
        public Conditioning negative(GenerationRequest request) {
            return numbers();
        }

        private static Conditioning numbers() {
            try (Scope scope = Scope.open()) {
                Tensor context = torch.torch_randn(1, 5, 24);
                return new Conditioning(
                                Map.of(Conditioning.CONTEXT, context, Conditioning.POOLED, torch.torch_randn(1, 20)))
                        .keptBy(scope);
            }
        }
    }
}
