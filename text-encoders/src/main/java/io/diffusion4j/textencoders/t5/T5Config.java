package io.diffusion4j.textencoders.t5;

import io.diffusion4j.core.settings.ReferenceConfig;

/** Reads a T5 encoder's {@code config.json}, with the defaults of transformers' T5Config. */
final class T5Config {
    private T5Config() {}

    static T5Settings read(ReferenceConfig config) {
        config.expect("model_type", null, "t5");
        config.expect("feed_forward_proj", "gated-gelu");
        config.expect("dense_act_fn", null, "gelu_new");
        return new T5Settings(
                config.integer("vocab_size", 32_128),
                config.integer("d_model", 512),
                config.integer("d_ff", 2048),
                config.integer("num_layers", 6),
                config.integer("num_heads", 8),
                config.integer("d_kv", 64),
                config.integer("relative_attention_num_buckets", 32),
                config.integer("relative_attention_max_distance", 128),
                config.decimal("layer_norm_epsilon", 1e-6),
                config.integer("eos_token_id", 1),
                config.integer("pad_token_id", 0),
                config.integer("tokens", T5Settings.defaults().tokens()));
    }
}
