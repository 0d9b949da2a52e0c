package io.diffusion4j.textencoders.t5;

import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.text.TextEncoderProvider;
import java.util.Optional;
import java.util.Set;

/**
 * Makes T5 v1.1 encoders: the text encoder of PixArt, and one of those of Stable Diffusion 3 and FLUX.
 *
 * <p>How many tokens a prompt has is the family's choice. Whoever knows asks {@link TextEncoder#tokenize(java.util.List, int)}
 * for it, or adds {@code tokens} to the {@link ReferenceConfig}.
 */
public final class T5TextEncoderProvider implements TextEncoderProvider<T5Settings> {
    @Override
    public String type() {
        return "t5";
    }

    @Override
    public Class<T5Settings> settings() {
        return T5Settings.class;
    }

    @Override
    public String summary() {
        return "The encoder of T5 v1.1, used by PixArt, Stable Diffusion 3 and FLUX.";
    }

    @Override
    public TextEncoder create(T5Settings settings, BuildContext context) {
        Optional<T5Tokenizer> tokenizer = context.tokenizer().map(folder -> T5Tokenizer.read(folder, settings));
        return new T5TextEncoder(tokenizer, new T5Encoder(settings, context), settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("T5EncoderModel");
    }

    @Override
    public T5Settings fromReference(ReferenceConfig config) {
        return T5Config.read(config);
    }
}
