package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.settings.ReferenceConfig;
import java.util.stream.Stream;

/** What the config files of the older transformers have in common. */
public final class ReferenceTransformer {
    private static final Object ABSENT = null;

    private ReferenceTransformer() {}

    /** Refuses what the older transformers could be configured to and no published one is. */
    public static void refuseUnusual(ReferenceConfig config) {
        config.expect("activation_fn", ABSENT, "gelu-approximate");
        config.expect("attention_type", ABSENT, "default");
        config.expect("num_vector_embeds", ABSENT);
        Stream.of(
                        "norm_elementwise_affine",
                        "upcast_attention",
                        "double_self_attention",
                        "only_cross_attention",
                        "use_linear_projection")
                .forEach(key -> config.expect(key, ABSENT, false));
    }
}
