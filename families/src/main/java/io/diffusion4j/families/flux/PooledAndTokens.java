package io.diffusion4j.families.flux;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * One encoder for the whole prompt and one for its tokens, whose padding is read as any token is.
 *
 * @param guided whether the model is told a guidance scale; models without it were trained on shorter prompts
 */
record PooledAndTokens(TextEncoder clip, TextEncoder t5, boolean guided) implements PromptEncoder {
    private static final int TOKENS = 512;
    private static final int TOKENS_OF_UNGUIDED = 256;

    @Override
    public Conditioning positive(GenerationRequest request) {
        PromptEncoder.requireAllLayers(request);
        return encoded(request.prompt());
    }

    @Override
    public Conditioning negative(GenerationRequest request) {
        return encoded(request.negativePrompt());
    }

    private Conditioning encoded(String prompt) {
        try (Scope scope = Scope.open()) {
            Tensor ids = t5.tokenize(List.of(prompt), guided ? TOKENS : TOKENS_OF_UNGUIDED);
            return new Conditioning(Map.of(
                            Conditioning.CONTEXT, t5.encode(ids, 0).require(Conditioning.CONTEXT),
                            Conditioning.POOLED, clip.encode(List.of(prompt), 0).require(Conditioning.POOLED)))
                    .keptBy(scope);
        }
    }
}
