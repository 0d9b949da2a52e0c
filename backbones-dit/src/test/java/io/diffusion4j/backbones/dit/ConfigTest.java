package io.diffusion4j.backbones.dit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.backbones.dit.dit.DiTProvider;
import io.diffusion4j.backbones.dit.dit.DiTSettings;
import io.diffusion4j.backbones.dit.flux.FluxControlNetProvider;
import io.diffusion4j.backbones.dit.flux.FluxProvider;
import io.diffusion4j.backbones.dit.flux.FluxSettings;
import io.diffusion4j.backbones.dit.legacy.Transformer2DProvider;
import io.diffusion4j.backbones.dit.mmdit.MMDiTControlNetProvider;
import io.diffusion4j.backbones.dit.mmdit.MMDiTProvider;
import io.diffusion4j.backbones.dit.mmdit.MMDiTSettings;
import io.diffusion4j.backbones.dit.pixart.PixArtProvider;
import io.diffusion4j.backbones.dit.pixart.PixArtSettings;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Provider;
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
    private static final Map<String, Object> PUBLISHED_DIT = Map.of(
            "norm_type",
            "ada_norm_zero",
            "activation_fn",
            "gelu-approximate",
            "norm_elementwise_affine",
            false,
            "attention_bias",
            true,
            "attention_head_dim",
            72,
            "num_layers",
            28,
            "out_channels",
            8,
            "sample_size",
            32);

    @Test
    void an_empty_config_is_that_of_the_published_model_but_for_the_variance() {
        DiTSettings settings = new DiTProvider().fromReference(config(Map.of("out_channels", 8)));
        assertThat(settings).isEqualTo(DiTSettings.defaults());
        assertThat(new DiTProvider().fromReference(config(Map.of())).outChannels())
                .isEqualTo(4);
    }

    @Test
    void sizes_are_told_to_the_models_for_large_images_only() {
        assertThat(pixart(Map.of("caption_channels", 4096))).isEqualTo(PixArtSettings.defaults());
        PixArtSettings small = pixart(Map.of("sample_size", 64));
        assertThat(small.sizeConditions()).isFalse();
        assertThat(small.interpolationScale()).isEqualTo(1);
        assertThat(pixart(Map.of("use_additional_conditions", false)).sizeConditions())
                .isFalse();
        assertThat(pixart(Map.of("sample_size", 256, "interpolation_scale", 3)).interpolationScale())
                .isEqualTo(3);
    }

    @Test
    void channels_that_are_null_are_those_of_the_sample() {
        Map<String, Object> values = new HashMap<>();
        values.put("out_channels", null);
        assertThat(pixart(values).outChannels()).isEqualTo(4);
    }

    @Test
    void the_older_class_is_told_by_its_norms() {
        Transformer2DProvider provider = new Transformer2DProvider();
        assertThat(provider.fromReference(config(PUBLISHED_DIT)).dit()).isEqualTo(Optional.of(DiTSettings.defaults()));
        assertThat(provider.fromReference(config(with(PUBLISHED_DIT, "norm_type", "ada_norm_single")))
                        .pixart())
                .isPresent();
    }

    @Test
    void the_older_class_interpolates_the_positions_of_large_models() {
        DiTSettings large = new Transformer2DProvider()
                .fromReference(config(with(PUBLISHED_DIT, "sample_size", 128)))
                .dit()
                .orElseThrow();
        assertThat(large.interpolationScale()).isEqualTo(2);
    }

    @Test
    void configs_of_the_published_models_are_the_defaults() {
        Map<String, Object> mmdit = Map.of(
                "num_layers", 24, "num_attention_heads", 24, "caption_projection_dim", 1536, "pos_embed_max_size", 192);
        assertThat(new MMDiTProvider().fromReference(config(mmdit))).isEqualTo(MMDiTSettings.defaults());
        assertThat(new FluxProvider().fromReference(config(Map.of("guidance_embeds", true))))
                .isEqualTo(FluxSettings.defaults());
    }

    @Test
    void tokens_whose_channels_are_null_have_those_that_come_in() {
        Map<String, Object> values = new HashMap<>();
        values.put("out_channels", null);
        values.put("in_channels", 8);
        assertThat(new FluxProvider().fromReference(config(values)).outChannels())
                .isEqualTo(8);
    }

    static Stream<Arguments> unsupported() {
        return Stream.of(
                Arguments.of(new DiTProvider(), "norm_type", "layer_norm"),
                Arguments.of(new DiTProvider(), "activation_fn", "geglu"),
                Arguments.of(new DiTProvider(), "norm_elementwise_affine", true),
                Arguments.of(new DiTProvider(), "upcast_attention", true),
                Arguments.of(new DiTProvider(), "cross_attention_dim", 768),
                Arguments.of(new PixArtProvider(), "norm_type", "ada_norm_zero"),
                Arguments.of(new PixArtProvider(), "attention_type", "gated"),
                Arguments.of(new Transformer2DProvider(), "norm_type", "layer_norm"),
                Arguments.of(new MMDiTProvider(), "qk_norm", "layer_norm"),
                Arguments.of(new MMDiTProvider(), "caption_projection_dim", 1536),
                Arguments.of(new FluxProvider(), "patch_size", 2),
                Arguments.of(new FluxControlNetProvider(), "conditioning_embedding_channels", 16),
                Arguments.of(new MMDiTControlNetProvider(), "pos_embed_type", "learned"),
                Arguments.of(new MMDiTControlNetProvider(), "use_pos_embed", false));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void what_would_change_the_result_is_refused_by_name(Provider<?, ?> provider, String key, Object value) {
        assertThatThrownBy(() -> provider.fromReference(config(Map.of(key, value))))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("transformer/config.json: ")
                .hasMessageContaining(key)
                .hasMessageContaining("not supported");
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of(new PixArtProvider(), Map.of("sample_size", 33), "patchSize 2"),
                Arguments.of(
                        new PixArtProvider(), Map.of("attention_head_dim", 7, "num_attention_heads", 3), "7 x 3 = 21"),
                Arguments.of(
                        new PixArtProvider(),
                        Map.of("cross_attention_dim", 768, "caption_channels", 4096),
                        "captionChannels"),
                Arguments.of(new PixArtProvider(), Map.of("attention_head_dim", 64), "multiple of 3"),
                Arguments.of(new MMDiTProvider(), Map.of("pos_embed_max_size", 63), "sampleSize over patchSize, 64"),
                Arguments.of(
                        new MMDiTProvider(), Map.of("dual_attention_layers", List.of(17, 18)), "layers, which is 18"),
                Arguments.of(new FluxProvider(), Map.of("in_channels", 6), "multiple of 4"),
                Arguments.of(new FluxProvider(), Map.of("attention_head_dim", 64), "attentionHeadDim, which is 64"),
                Arguments.of(new FluxProvider(), Map.of("axes_dims_rope", List.of(16, 57, 55)), "even"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void what_contradicts_itself_is_refused_with_both_settings(
            Provider<?, ?> provider, Map<String, ?> values, String message) {
        assertThatThrownBy(() -> provider.fromReference(config(values)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining(message);
    }

    private static PixArtSettings pixart(Map<String, ?> values) {
        return new PixArtProvider().fromReference(config(values));
    }

    private static ReferenceConfig config(Map<String, ?> values) {
        return new ReferenceConfig("transformer/config.json", values);
    }

    private static Map<String, Object> with(Map<String, Object> values, String key, Object value) {
        Map<String, Object> more = new HashMap<>(values);
        more.put(key, value);
        return more;
    }
}
