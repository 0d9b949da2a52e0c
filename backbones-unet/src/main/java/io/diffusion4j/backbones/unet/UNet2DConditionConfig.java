package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.ReferenceConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads the {@code config.json} of a UNet2DConditionModel. */
final class UNet2DConditionConfig {
    private static final Object ABSENT = null;
    private static final Object[] ACTIVATIONS = {ABSENT, "silu", "swish", "mish", "gelu", "relu"};

    private final ReferenceConfig config;
    private final List<Integer> channels;

    private UNet2DConditionConfig(ReferenceConfig config) {
        this.config = config;
        this.channels = config.has("block_out_channels")
                ? config.integers("block_out_channels", 0, 0)
                : List.of(320, 640, 1280, 1280);
    }

    static UNet2DConditionSettings settings(ReferenceConfig config) {
        UNet2DConditionConfig reader = new UNet2DConditionConfig(config);
        reader.refuseWhatIsNotSupported();
        return reader.checked(reader::read);
    }

    private UNet2DConditionSettings read() {
        return new UNet2DConditionSettings(
                config.integer("sample_size", 64),
                config.integer("in_channels", 4),
                config.integer("out_channels", 4),
                config.flag("center_input_sample", false),
                config.flag("flip_sin_to_cos", true),
                config.decimal("freq_shift", 0),
                config.integer("time_embedding_dim"),
                activation("time_embedding_act_fn"),
                activation("timestep_post_act"),
                levelTypes("down_block_types", LevelType.referenceDownNames(), downDefaults()),
                config.isNull("mid_block_type") ? MiddleType.NONE : MiddleType.CROSS_ATTENTION,
                finestFirst(levelTypes("up_block_types", LevelType.referenceUpNames(), upDefaults())),
                channels,
                perLevel("layers_per_block", 2),
                perLevel("transformer_layers_per_block", 1),
                // The name is a historic mistake of the reference: the value is the number of heads.
                perLevel("attention_head_dim", 8),
                perLevel("cross_attention_dim", 1280),
                flags("only_cross_attention"),
                config.flag("use_linear_projection", false),
                config.flag("upcast_attention", false),
                config.integer("downsample_padding", 1),
                config.decimal("mid_block_scale_factor", 1),
                activation("act_fn").orElse(Activation.SILU),
                config.integer("norm_num_groups", 32),
                config.decimal("norm_eps", 1e-5),
                config.integer("conv_in_kernel", 3),
                config.integer("conv_out_kernel", 3));
    }

    private void refuseWhatIsNotSupported() {
        config.expect("mid_block_type", ABSENT, "UNetMidBlock2DCrossAttn");
        config.expect("time_embedding_type", ABSENT, "positional");
        config.expect("resnet_time_scale_shift", ABSENT, "default");
        config.expect("attention_type", ABSENT, "default");
        config.expect("resnet_out_scale_factor", ABSENT, 1.0);
        Stream.of("act_fn", "time_embedding_act_fn", "timestep_post_act")
                .forEach(key -> config.expect(key, ACTIVATIONS));
        Stream.of("dual_cross_attention", "resnet_skip_time_act", "class_embeddings_concat")
                .forEach(key -> config.expect(key, ABSENT, false));
        Stream.of(
                        "num_attention_heads",
                        "encoder_hid_dim",
                        "encoder_hid_dim_type",
                        "class_embed_type",
                        "num_class_embeds",
                        "addition_embed_type",
                        "time_cond_proj_dim",
                        "cross_attention_norm",
                        "reverse_transformer_layers_per_block")
                .forEach(key -> config.expect(key, ABSENT));
    }

    private List<LevelType> levelTypes(String key, List<String> known, List<LevelType> otherwise) {
        if (!config.has(key)) {
            return otherwise;
        }
        List<String> names = config.strings(key);
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new CheckpointException("%s: %s has %s, which is not supported here; supported: %s"
                    .formatted(config.location(), key, name, known));
        });
        return names.stream().map(LevelType::ofReference).toList();
    }

    private static List<LevelType> downDefaults() {
        return UNet2DConditionSettings.defaults().downBlocks();
    }

    private static List<LevelType> upDefaults() {
        return finestFirst(UNet2DConditionSettings.defaults().upBlocks());
    }

    /** The reference lists the way up in the order of computation. */
    private static <T> List<T> finestFirst(List<T> coarsestFirst) {
        List<T> reversed = new ArrayList<>(coarsestFirst);
        Collections.reverse(reversed);
        return reversed;
    }

    private List<Integer> perLevel(String key, int otherwise) {
        return config.integers(key, channels.size(), otherwise);
    }

    private List<Boolean> flags(String key) {
        Object value = config.value(key).orElse(false);
        List<?> values = value instanceof List<?> several ? several : Collections.nCopies(channels.size(), value);
        return values.stream()
                .map(flag -> {
                    if (flag instanceof Boolean known) {
                        return known;
                    }
                    throw new CheckpointException(
                            "%s: %s must hold true or false, got %s".formatted(config.location(), key, flag));
                })
                .toList();
    }

    private Optional<Activation> activation(String key) {
        return config.value(key).map(name -> Activation.named(name.toString()));
    }

    private UNet2DConditionSettings checked(Supplier<UNet2DConditionSettings> reading) {
        try {
            return reading.get();
        } catch (InvalidSetting e) {
            throw new CheckpointException("%s: %s %s".formatted(config.location(), e.component(), e.getMessage()), e);
        }
    }
}
