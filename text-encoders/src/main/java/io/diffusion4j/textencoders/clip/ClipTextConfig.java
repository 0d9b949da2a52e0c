package io.diffusion4j.textencoders.clip;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.settings.ReferenceConfig;
import java.util.Locale;
import java.util.Optional;

/** Reads a CLIP text encoder's {@code config.json}, with the defaults of transformers' CLIPTextConfig. */
final class ClipTextConfig {
    static final String PROJECTING = "CLIPTextModelWithProjection";

    /** In configs written before transformers 4.31, whatever the real id: they pool at the largest id. */
    private static final int HISTORIC_END_TOKEN = 2;

    private ClipTextConfig() {}

    static ClipTextSettings read(ReferenceConfig config) {
        config.expect("model_type", null, "clip_text_model", "clip");
        config.expect("hidden_act", null, "quick_gelu", "gelu", "silu", "swish", "relu", "mish");
        int endToken = config.integer("eos_token_id", 49_407);
        return new ClipTextSettings(
                config.integer("vocab_size", 49_408),
                config.integer("hidden_size", 512),
                config.integer("intermediate_size", 2048),
                config.integer("num_hidden_layers", 12),
                config.integer("num_attention_heads", 8),
                config.integer("max_position_embeddings", 77),
                Activation.named(config.string("hidden_act", "quick_gelu")),
                config.decimal("layer_norm_eps", 1e-5),
                projects(config) ? Optional.of(config.integer("projection_dim", 512)) : Optional.empty(),
                endToken == HISTORIC_END_TOKEN ? Optional.empty() : Optional.of(endToken),
                named(config, "context", ContextLayer.LAST_HIDDEN_STATE),
                named(config, "normalization", PromptNormalization.NFC),
                config.value("pad_token").map(token -> config.string("pad_token", "")));
    }

    private static boolean projects(ReferenceConfig config) {
        return config.className().isEmpty()
                ? config.strings("architectures").contains(PROJECTING)
                : config.className().equals(PROJECTING);
    }

    private static <E extends Enum<E>> E named(ReferenceConfig config, String key, E otherwise) {
        String name = config.string(key, otherwise.name());
        try {
            return Enum.valueOf(
                    otherwise.getDeclaringClass(), name.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new CheckpointException("%s: there is no %s '%s'".formatted(config.location(), key, name), e);
        }
    }
}
