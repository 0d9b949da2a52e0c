package io.diffusion4j.backbones.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.settings.ReferenceConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigTest {
    @Test
    void the_provider_is_found_by_the_class_name_of_config_files() {
        assertThat(ServiceProviders.ofClassPath().findByReferenceClass(BackboneProvider.class, "UNet2DConditionModel"))
                .get()
                .isInstanceOf(UNet2DConditionProvider.class);
    }

    @Test
    void an_old_config_of_stable_diffusion_1_gives_the_defaults() {
        assertThat(read(Map.of("cross_attention_dim", 768))).isEqualTo(UNet2DConditionSettings.defaults());
    }

    @Test
    void the_head_dimension_of_config_files_is_the_number_of_heads() {
        assertThat(read(Map.of("attention_head_dim", List.of(5, 10, 20, 20))).attentionHeads())
                .containsExactly(5, 10, 20, 20);
    }

    @Test
    void a_middle_block_that_is_null_is_none_and_one_that_is_absent_attends() {
        assertThat(read(nulled("mid_block_type")).midBlock()).isEqualTo(MiddleType.NONE);
        assertThat(read(Map.of()).midBlock()).isEqualTo(MiddleType.CROSS_ATTENTION);
    }

    @Test
    void other_keys_that_are_null_have_their_defaults() {
        assertThat(read(nulled("only_cross_attention"))).isEqualTo(read(Map.of()));
    }

    @Test
    void the_way_up_is_turned_around() {
        UNet2DConditionSettings settings = read(Map.of(
                "up_block_types",
                List.of("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D")));
        assertThat(settings.upBlocks()).isEqualTo(settings.downBlocks());
    }

    @Test
    void lists_and_single_values_are_read_per_level() {
        UNet2DConditionSettings settings = read(Map.of(
                "layers_per_block",
                List.of(1, 2, 3, 4),
                "only_cross_attention",
                List.of(true, false, true, false),
                "act_fn",
                "swish",
                "timestep_post_act",
                "mish"));
        assertThat(settings.layersPerBlock()).containsExactly(1, 2, 3, 4);
        assertThat(settings.transformerLayersPerBlock()).containsExactly(1, 1, 1, 1);
        assertThat(settings.onlyCrossAttention()).containsExactly(true, false, true, false);
        assertThat(settings.activation()).isEqualTo(Activation.SILU);
        assertThat(settings.timestepPostActivation()).isEqualTo(Optional.of(Activation.MISH));
    }

    static Stream<Arguments> unsupported() {
        return Stream.of(
                Arguments.of("addition_embed_type", "text_time"),
                Arguments.of("class_embed_type", "timestep"),
                Arguments.of("num_class_embeds", 10),
                Arguments.of("encoder_hid_dim", 1024),
                Arguments.of("encoder_hid_dim_type", "text_proj"),
                Arguments.of("time_cond_proj_dim", 256),
                Arguments.of("time_embedding_type", "fourier"),
                Arguments.of("resnet_time_scale_shift", "scale_shift"),
                Arguments.of("dual_cross_attention", true),
                Arguments.of("attention_type", "gated"),
                Arguments.of("mid_block_type", "UNetMidBlock2DSimpleCrossAttn"),
                Arguments.of("num_attention_heads", 8),
                Arguments.of("cross_attention_norm", "group_norm"),
                Arguments.of("act_fn", "relu6"),
                Arguments.of("down_block_types", List.of("SimpleCrossAttnDownBlock2D")),
                Arguments.of("up_block_types", List.of("AttnUpBlock2D")));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void what_would_change_the_result_is_refused_by_name(String key, Object value) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("unet/config.json: ")
                .hasMessageContaining(key)
                .hasMessageContaining("not supported");
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of("attention_head_dim", 7, "attentionHeads 7 does not divide the 320 channels of level 0"),
                Arguments.of("norm_num_groups", 48, "normNumGroups 48 does not divide"),
                Arguments.of("layers_per_block", List.of(2, 2), "layersPerBlock must have one entry for each of the 4"),
                Arguments.of("layers_per_block", 0, "layersPerBlock must hold numbers of 1 or more"),
                Arguments.of("conv_in_kernel", 4, "convInKernel must be odd, got 4"),
                Arguments.of("only_cross_attention", "yes", "only_cross_attention must hold true or false"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void what_contradicts_itself_is_refused_with_the_file(String key, Object value, String message) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("unet/config.json: " + message);
    }

    private static UNet2DConditionSettings read(Map<String, ?> values) {
        return new UNet2DConditionProvider().fromReference(new ReferenceConfig("unet/config.json", values));
    }

    private static Map<String, Object> nulled(String key) {
        Map<String, Object> values = new HashMap<>();
        values.put(key, null);
        return values;
    }
}
