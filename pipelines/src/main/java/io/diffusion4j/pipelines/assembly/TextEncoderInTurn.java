package io.diffusion4j.pipelines.assembly;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.text.TextEncoder;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** A text encoder that is loaded when it encodes. @param outline the same without weights, which is enough for tokens */
record TextEncoderInTurn(TextEncoder outline, Turn<TextEncoder> turn) implements TextEncoder {
    @Override
    public Tensor tokenize(List<String> prompts) {
        return outline.tokenize(prompts);
    }

    @Override
    public Tensor tokenize(List<String> prompts, int tokens) {
        return outline.tokenize(prompts, tokens);
    }

    @Override
    public Tensor mask(Tensor tokenIds) {
        return outline.mask(tokenIds);
    }

    @Override
    public Conditioning encode(Tensor tokenIds, int skipLayers) {
        return turn.use(encoder -> encoder.encode(tokenIds, skipLayers));
    }

    @Override
    public Conditioning encode(Tensor tokenIds, Tensor mask, int skipLayers) {
        return turn.use(encoder -> encoder.encode(tokenIds, mask, skipLayers));
    }
}
