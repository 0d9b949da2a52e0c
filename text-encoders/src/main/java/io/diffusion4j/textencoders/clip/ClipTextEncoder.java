package io.diffusion4j.textencoders.clip;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.text.TextEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** A CLIP text model with its tokenizer: the context that a family wants, and the pooled state, projected if it can. */
final class ClipTextEncoder implements TextEncoder {
    private final ClipTokenizer tokenizer;
    private final ClipTextModel model;
    private final ContextLayer context;

    ClipTextEncoder(ClipTokenizer tokenizer, ClipTextModel model, ContextLayer context) {
        this.tokenizer = tokenizer;
        this.model = model;
        this.context = context;
    }

    @Override
    public Tensor tokenize(List<String> prompts) {
        long[] ids = prompts.stream()
                .map(tokenizer::row)
                .flatMapToLong(Arrays::stream)
                .toArray();
        return HostData.tensor(ids, prompts.size(), tokenizer.length());
    }

    /** Skipped layers count from the layer that the context is taken from; the pooled state never skips any. */
    @Override
    public Conditioning encode(Tensor tokenIds, int skipLayers) {
        try (Scope scope = Scope.open()) {
            ClipTextOutput output = model.forward(tokenIds);
            Tensor pooled = output.projected().orElse(output.pooled());
            return new Conditioning(Map.of(
                    Conditioning.CONTEXT, scope.keep(context(output, skipLayers)),
                    Conditioning.POOLED, scope.keep(pooled)));
        }
    }

    private Tensor context(ClipTextOutput output, int skipLayers) {
        int most = output.hiddenStates().size() - 1 - context.fromLast();
        if (skipLayers < 0 || skipLayers > most) {
            throw new ConfigurationException(
                    "this text encoder can skip 0 to %d of its last layers, got %d".formatted(most, skipLayers));
        }
        return context.finish(model, output.hiddenStates().get(most - skipLayers));
    }
}
