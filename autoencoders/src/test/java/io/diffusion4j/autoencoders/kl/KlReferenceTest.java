package io.diffusion4j.autoencoders.kl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.tensor.DType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KlReferenceTest {
    private final KlProvider provider = new KlProvider();

    @Test
    void absent_keys_have_the_reference_defaults() {
        KlSettings settings = read(Map.of());

        assertThat(settings.blockOutChannels()).containsExactly(64);
        assertThat(settings.layersPerBlock()).isEqualTo(1);
        assertThat(settings.normNumGroups()).isEqualTo(32);
        assertThat(settings.scalingFactor()).isEqualTo(0.18215);
        assertThat(settings.shiftFactor()).isZero();
        assertThat(settings.forceUpcast()).isTrue();
    }

    @Test
    void other_blocks_are_refused() {
        assertThatThrownBy(() -> read(Map.of("down_block_types", List.of("AttnDownEncoderBlock2D"))))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("AttnDownEncoderBlock2D");
        assertThatThrownBy(() -> read(Map.of("act_fn", "tangent")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("vae/config.json: ");
    }

    @Test
    void channels_that_the_groups_do_not_divide_are_refused() {
        assertThatThrownBy(() -> read(Map.of("block_out_channels", List.of(48))))
                .hasCauseInstanceOf(InvalidSetting.class)
                .hasMessageContaining("multiples of norm-num-groups, 32, got 48");
    }

    @Test
    void statistics_need_one_number_per_latent_channel() {
        assertThatThrownBy(() -> read(Map.of("latents_mean", List.of(1, 2), "latents_std", List.of(1, 2))))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("each of the 4 latent channels, got 2");
    }

    @Test
    void only_float16_is_widened_and_only_where_the_config_asks() {
        KlSettings upcast = read(Map.of());
        KlSettings robust = read(Map.of("force_upcast", false));

        assertThat(provider.dtype(upcast, DType.FLOAT16)).isEqualTo(DType.FLOAT32);
        assertThat(provider.dtype(upcast, DType.BFLOAT16)).isEqualTo(DType.BFLOAT16);
        assertThat(provider.dtype(robust, DType.FLOAT16)).isEqualTo(DType.FLOAT16);
    }

    private KlSettings read(Map<String, ?> config) {
        return provider.fromReference(new ReferenceConfig("vae/config.json", config));
    }
}
