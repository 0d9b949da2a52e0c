package io.diffusion4j.autoencoders.kl;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.settings.ReferenceConfig;
import java.util.Collections;
import java.util.List;

/** Reads the config file of the reference implementation's {@code AutoencoderKL}. */
final class KlReference {
    private KlReference() {}

    static KlSettings settings(ReferenceConfig config) {
        List<Integer> channels = config.integers("block_out_channels", 1, 64);
        config.expect("down_block_types", null, Collections.nCopies(channels.size(), "DownEncoderBlock2D"));
        config.expect("up_block_types", null, Collections.nCopies(channels.size(), "UpDecoderBlock2D"));
        try {
            return new KlSettings(
                    config.integer("in_channels", 3),
                    config.integer("out_channels", 3),
                    config.integer("latent_channels", 4),
                    channels,
                    config.integer("layers_per_block", 1),
                    config.integer("norm_num_groups", 32),
                    Activation.named(config.string("act_fn", "silu")),
                    config.flag("use_quant_conv", true),
                    config.flag("use_post_quant_conv", true),
                    config.flag("mid_block_add_attention", true),
                    config.decimal("scaling_factor", 0.18215),
                    config.decimal("shift_factor", 0),
                    config.decimals("latents_mean"),
                    config.decimals("latents_std"),
                    config.flag("force_upcast", true));
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(config.location() + ": " + e.getMessage(), e);
        }
    }
}
