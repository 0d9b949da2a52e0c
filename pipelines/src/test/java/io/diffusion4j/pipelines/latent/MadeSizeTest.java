package io.diffusion4j.pipelines.latent;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationObserver;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.TinyFamily;
import io.diffusion4j.pipelines.TinyModel;
import org.junit.jupiter.api.Test;

class MadeSizeTest {
    @Test
    void an_image_that_is_made_in_another_size_is_fitted_to_what_was_asked_for() {
        LatentRecipe squares = new LatentRecipe() {
            @Override
            public ImageSize made(ImageSize asked) {
                return new ImageSize(32, 32);
            }
        };
        try (Diffusion4J diffusion = Diffusion4J.open()) {
            PipelineContext context = diffusion.components(PipelineSettings.of(TinyModel.FOLDER));
            LatentModel own = LatentModel.load(context, new TinyFamily());
            LatentModel model = new LatentModel(own.component(), own.backbone(), own.autoencoder(), squares);
            PromptEncoder prompts = new TinyFamily().prompts(context);
            try (LatentDiffusionPipeline pipeline = new LatentDiffusionPipeline(context, prompts, model)) {
                GeneratedImage image = pipeline.generate(
                                TinyModel.request(1).withSize(48, 40), new GenerationObserver() {
                                    @Override
                                    public void onStep(int firstImage, Step step, SamplerState state) {
                                        assertThat(HostData.shape(state.sample()))
                                                .containsExactly(1, 4, 8, 8);
                                    }
                                })
                        .images()
                        .get(0);
                assertThat(image.rgb()).hasSize(48 * 40 * 3);
                assertThat(image.width()).isEqualTo(48);
                assertThat(image.manifest().settings().get("request").toString())
                        .contains("width=48");
            }
        }
    }
}
