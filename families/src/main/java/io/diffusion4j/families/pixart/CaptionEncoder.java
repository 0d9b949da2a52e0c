package io.diffusion4j.families.pixart;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;

/** One encoder of long captions, in lower case as in training. Its padding is left out of everything. */
record CaptionEncoder(TextEncoder encoder, int tokens) implements PromptEncoder {
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
            Tensor ids = encoder.tokenize(List.of(prompt.strip().toLowerCase(Locale.ROOT)), tokens);
            return encoder.encode(ids, encoder.mask(ids), 0).keptBy(scope);
        }
    }
}
