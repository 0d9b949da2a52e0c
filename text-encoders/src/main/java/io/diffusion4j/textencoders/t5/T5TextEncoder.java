package io.diffusion4j.textencoders.t5;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.text.TextEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A T5 encoder with its tokenizer: one vector for each token of the prompt, and no pooled state. */
final class T5TextEncoder implements TextEncoder {
    private final Optional<T5Tokenizer> tokenizer;
    private final T5Encoder encoder;
    private final T5Settings settings;

    T5TextEncoder(Optional<T5Tokenizer> tokenizer, T5Encoder encoder, T5Settings settings) {
        this.tokenizer = tokenizer;
        this.encoder = encoder;
        this.settings = settings;
    }

    @Override
    public Tensor tokenize(List<String> prompts) {
        return tokenize(prompts, settings.tokens());
    }

    @Override
    public Tensor tokenize(List<String> prompts, int tokens) {
        T5Tokenizer present = tokenizer.orElseThrow(() -> new CheckpointException(
                "the checkpoint has no tokenizer for its T5 text encoder; add the folder with its spiece.model"));
        long[] ids = prompts.stream()
                .map(prompt -> present.row(prompt, tokens))
                .flatMapToLong(Arrays::stream)
                .toArray();
        return HostData.tensor(ids, prompts.size(), tokens);
    }

    @Override
    public Tensor mask(Tensor tokenIds) {
        try (Scope scope = Scope.open()) {
            return scope.keep(tokenIds.ne(new Scalar(settings.padToken())).toType(ScalarType.Long));
        }
    }

    @Override
    public Conditioning encode(Tensor tokenIds, int skipLayers) {
        requireAllLayers(skipLayers);
        return Conditioning.ofContext(encoder.forward(tokenIds, Optional.empty()));
    }

    @Override
    public Conditioning encode(Tensor tokenIds, Tensor mask, int skipLayers) {
        requireAllLayers(skipLayers);
        if (!Arrays.equals(HostData.shape(tokenIds), HostData.shape(mask))) {
            throw new IllegalArgumentException("the mask must have the shape of the token ids %s, got %s"
                    .formatted(Arrays.toString(HostData.shape(tokenIds)), Arrays.toString(HostData.shape(mask))));
        }
        try (Scope scope = Scope.open()) {
            Tensor context = scope.keep(encoder.forward(tokenIds, Optional.of(mask)));
            return Conditioning.ofContext(context)
                    .with(Conditioning.CONTEXT_MASK, scope.keep(mask.to(context.device(), ScalarType.Long)));
        }
    }

    private static void requireAllLayers(int skipLayers) {
        if (skipLayers != 0) {
            throw new ConfigurationException(
                    "a T5 text encoder is always used with all its layers, got %d to skip; skip only those of CLIP"
                            .formatted(skipLayers));
        }
    }
}
