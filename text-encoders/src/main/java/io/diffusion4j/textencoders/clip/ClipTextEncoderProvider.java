package io.diffusion4j.textencoders.clip;

import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.text.TextEncoderProvider;
import java.util.Optional;
import java.util.Set;

/**
 * Makes CLIP text encoders: both encoders of SDXL, and those of Stable Diffusion 1 and 2. Without tokenizer files in
 * the checkpoint it uses CLIP's own vocabulary.
 *
 * <p>A checkpoint's config does not say which hidden states its family wants, nor, without tokenizer files, what pads
 * short prompts. Whoever knows adds it to the {@link ReferenceConfig}: {@code context} ({@code penultimate}),
 * {@code pad_token} ({@code !}), {@code normalization}.
 */
public final class ClipTextEncoderProvider implements TextEncoderProvider<ClipTextSettings> {
    @Override
    public String type() {
        return "clip";
    }

    @Override
    public Class<ClipTextSettings> settings() {
        return ClipTextSettings.class;
    }

    @Override
    public String summary() {
        return "The text encoder of CLIP, used by Stable Diffusion 1, 2 and XL.";
    }

    @Override
    public TextEncoder create(ClipTextSettings settings, BuildContext context) {
        ClipTextModel model = new ClipTextModel(settings, context.device(), context.weights(), context.attention());
        return new ClipTextEncoder(tokenizer(settings, context), model, settings.context());
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("CLIPTextModel", ClipTextConfig.PROJECTING);
    }

    @Override
    public ClipTextSettings fromReference(ReferenceConfig config) {
        return ClipTextConfig.read(config);
    }

    private static ClipTokenizer tokenizer(ClipTextSettings settings, BuildContext context) {
        ClipTokenizer tokenizer = context.tokenizer()
                .map(ClipTokenizer::read)
                .orElseGet(ClipTokenizer::standard)
                .withNormalization(settings.normalization())
                .withLengthAtMost(settings.positions());
        Optional<ClipTokenizer> padded = settings.padToken().map(tokenizer::withPadToken);
        return padded.orElse(tokenizer);
    }
}
