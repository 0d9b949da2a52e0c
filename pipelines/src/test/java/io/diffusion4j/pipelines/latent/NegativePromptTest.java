package io.diffusion4j.pipelines.latent;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.runtime.Devices;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.TinyFamily;
import io.diffusion4j.pipelines.TinyModel;
import io.diffusion4j.pipelines.assembly.Assembly;
import io.diffusion4j.pipelines.checkpoints.CheckpointOptions;
import io.diffusion4j.pipelines.checkpoints.Checkpoints;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class NegativePromptTest {
    @Test
    void prompts_are_encoded_once_per_run_and_the_negative_one_only_if_it_is_needed() {
        Checkpoint checkpoint = Checkpoints.open(TinyModel.FOLDER, CheckpointOptions.defaults());
        try (Diffusion4J diffusion = Diffusion4J.open()) {
            PipelineContext context = new Assembly(
                            diffusion.providers(),
                            PipelineSettings.of(TinyModel.FOLDER),
                            checkpoint,
                            Devices.resolve("cpu"))
                    .context();
            Recording encoder = new Recording(context.textEncoder("text_encoder", "tokenizer"), new ArrayList<>());
            try (var pipeline = new LatentDiffusionPipeline(
                    context,
                    new SinglePromptEncoder(encoder, "text_encoder"),
                    LatentModel.load(context, new TinyFamily()))) {
                GenerationRequest request = TinyModel.request(1)
                        .withNegativePrompt("blurry")
                        .withCount(3)
                        .withClipSkip(1);
                pipeline.generate(request.withGuidance(TinyModel.guidance(diffusion.providers(), "{type: none}")));
                assertThat(encoder.encoded()).containsExactly("a red fox without 1");
                encoder.encoded().clear();
                pipeline.generate(request.withGuidance(TinyModel.guidance(diffusion.providers(), "{type: cfg}")));
                // As in the reference, layers are left out for the positive prompt only.
                assertThat(encoder.encoded()).containsExactly("a red fox without 1", "blurry without 0");
            }
        }
    }

    private record Recording(TextEncoder encoder, List<String> encoded) implements TextEncoder {
        @Override
        public Tensor tokenize(List<String> prompts) {
            return encoder.tokenize(prompts);
        }

        @Override
        public Conditioning encode(Tensor tokenIds, int skipLayers) {
            return encoder.encode(tokenIds, skipLayers);
        }

        @Override
        public Conditioning encode(List<String> prompts, int skipLayers) {
            prompts.forEach(prompt -> encoded.add(prompt + " without " + skipLayers));
            return encoder.encode(prompts, skipLayers);
        }
    }
}
