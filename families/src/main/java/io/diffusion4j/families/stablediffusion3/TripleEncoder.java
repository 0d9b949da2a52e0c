package io.diffusion4j.families.stablediffusion3;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.pad;
import static org.bytedeco.pytorch.global.torch.zeros;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * Two CLIP encoders side by side, then T5, as tokens of one width; and the pooled states of the two. Esser et al. 2024,
 * section 4.
 *
 * @param t5 zeros stand for it where it is left out to save memory
 * @param width channels of a token
 */
record TripleEncoder(List<TextEncoder> clips, Optional<TextEncoder> t5, int width) implements PromptEncoder {
    private static final int T5_TOKENS = 256;

    @Override
    public Conditioning positive(GenerationRequest request) {
        return encoded(request.prompt(), request.clipSkip());
    }

    /** The reference leaves layers out for the positive prompt only. */
    @Override
    public Conditioning negative(GenerationRequest request) {
        return encoded(request.negativePrompt(), 0);
    }

    private Conditioning encoded(String prompt, int skipLayers) {
        try (Scope scope = Scope.open()) {
            List<Conditioning> pair = clips.stream()
                    .map(clip -> clip.encode(List.of(prompt), skipLayers))
                    .toList();
            Tensor tokens = sideBySide(pair, Conditioning.CONTEXT);
            Tensor widened = pad(tokens, 0, width - tokens.size(2));
            Tensor context = cat(new TensorVector(widened, longContext(prompt, widened)), 1);
            return new Conditioning(Map.of(
                    Conditioning.CONTEXT, scope.keep(context),
                    Conditioning.POOLED, scope.keep(sideBySide(pair, Conditioning.POOLED))));
        }
    }

    /** Padding is read as any token is. */
    private Tensor longContext(String prompt, Tensor clip) {
        return t5.map(encoder -> encoder.encode(encoder.tokenize(List.of(prompt), T5_TOKENS), 0)
                        .require(Conditioning.CONTEXT)
                        .to(clip))
                .orElseGet(() -> zeros(clip.size(0), clip.size(1), width).to(clip));
    }

    private static Tensor sideBySide(List<Conditioning> pair, String name) {
        return cat(new TensorVector(pair.get(0).require(name), pair.get(1).require(name)), -1);
    }
}
