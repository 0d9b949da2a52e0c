package io.diffusion4j.pipelines.adapters;

import static io.diffusion4j.pipelines.adapters.AdapterTestFiles.TO_Q;
import static io.diffusion4j.pipelines.adapters.AdapterTestFiles.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.pipelines.TinyModel;
import io.diffusion4j.pipelines.checkpoints.CheckpointOptions;
import io.diffusion4j.pipelines.checkpoints.Checkpoints;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptersTest {
    private static final Path LORA = TinyModel.GOLDENS.resolve("lora");
    private static final String WEIGHT = TO_Q + ".weight";

    private final Checkpoint checkpoint = Checkpoints.open(TinyModel.FOLDER, CheckpointOptions.defaults());

    @TempDir
    Path temp;

    @AfterEach
    void close() {
        checkpoint.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"peft", "diffusers_processor_names", "kohya", "loha", "lokr"})
    void a_file_changes_weights_as_its_formula_says(String name) {
        try (Scope scope = Scope.open();
                TensorSource golden = SafetensorsFile.open(LORA.resolve(name + "/golden.safetensors"));
                Adapters adapters = adapters(AdapterSettings.of(LORA.resolve(name + "/lora.safetensors"), 0.5))) {
            List<String> deltas = golden.names().stream()
                    .filter(tensor -> tensor.startsWith("delta."))
                    .toList();
            assertThat(deltas).isNotEmpty();
            for (String delta : deltas) {
                String weight = delta.substring("delta.".length());
                Tensor change = adapters.over("unet", unet()).open(weight).sub(unet().open(weight));
                double[] expected = HostData.doubles(golden.open(delta));
                double[] got = HostData.doubles(change);
                assertThat(got).hasSameSizeAs(expected);
                for (int i = 0; i < got.length; i++) {
                    assertThat(got[i]).as(delta).isCloseTo(0.5 * expected[i], within(1e-6));
                }
            }
        }
    }

    @Test
    void the_same_change_is_made_whatever_the_names() {
        Map<String, String> forms = Map.of(
                "peft", "unet." + TO_Q + ".lora_A.weight|unet." + TO_Q + ".lora_B.weight",
                "named",
                        "base_model.model." + TO_Q + ".lora_A.default.weight|base_model.model." + TO_Q
                                + ".lora_B.default.weight",
                "older", TO_Q + ".lora.down.weight|" + TO_Q + ".lora.up.weight",
                "kohya",
                        "lora_unet_" + TO_Q.replace('.', '_') + ".lora_down.weight|lora_unet_" + TO_Q.replace('.', '_')
                                + ".lora_up.weight");
        forms.forEach((form, names) -> {
            String[] both = names.split("\\|");
            Path file = AdapterTestFiles.write(
                    temp.resolve(form + ".safetensors"), Map.of(both[0], shape(2, 8), both[1], shape(8, 2)));
            try (Scope scope = Scope.open();
                    SafetensorsFile own = SafetensorsFile.open(file);
                    Adapters adapters = adapters(AdapterSettings.of(file, 1))) {
                Tensor expected = unet().open(WEIGHT).add(own.open(both[1]).matmul(own.open(both[0])));
                assertThat(HostData.floats(adapters.over("unet", unet()).open(WEIGHT)))
                        .as(form)
                        .containsExactly(HostData.floats(expected));
            }
        });
    }

    @Test
    void the_sum_is_rounded_once_to_what_the_model_computes_in() {
        Path file = LORA.resolve("kohya/lora.safetensors");
        try (Scope scope = Scope.open();
                Adapters adapters = adapters(AdapterSettings.of(file, 0.7))) {
            TensorSource over = adapters.over("unet", unet());
            Tensor target =
                    over.open(WEIGHT).toType(DType.BFLOAT16.scalarType()).zero_();
            over.copyTo(WEIGHT, target);
            assertThat(HostData.floats(target))
                    .containsExactly(HostData.floats(over.open(WEIGHT).toType(DType.BFLOAT16.scalarType())));
            assertThat(HostData.floats(unet().open(WEIGHT)))
                    .as("the mapped file is as it was")
                    .isNotEqualTo(HostData.floats(over.open(WEIGHT)));
        }
    }

    @Test
    void alpha_in_the_header_counts_like_a_tensor() {
        Map<String, long[]> shapes =
                Map.of("unet." + TO_Q + ".lora_A.weight", shape(2, 8), "unet." + TO_Q + ".lora_B.weight", shape(8, 2));
        Path plain = AdapterTestFiles.write(temp.resolve("plain.safetensors"), shapes);
        Path half = AdapterTestFiles.write(
                temp.resolve("half.safetensors"),
                shapes,
                Map.of("lora_adapter_metadata", "{\"unet.lora_alpha\": 1, \"unet.r\": 2, \"unet.use_dora\": false}"));
        assertThat(weight(AdapterSettings.of(half, 1))).containsExactly(weight(AdapterSettings.of(plain, 0.5)));
    }

    @Test
    void a_component_can_have_a_scale_of_its_own() {
        Path file = LORA.resolve("kohya/lora.safetensors");
        AdapterSettings settings =
                new AdapterSettings(file, Optional.of(0.6), Optional.of(Map.of("text_encoder", 0.0)), Optional.empty());
        assertThat(weight(settings)).containsExactly(weight(AdapterSettings.of(file, 0.6)));
        TensorSource text = checkpoint.require("text_encoder").weights().orElseThrow();
        try (Adapters adapters = adapters(settings)) {
            assertThat(adapters.over("text_encoder", text)).isSameAs(text);
        }
    }

    @Test
    void layers_that_the_model_lacks_are_an_error_that_names_them_and_what_there_is() {
        Path file = AdapterTestFiles.write(
                temp.resolve("other.safetensors"),
                Map.of(
                        "lora_unet_double_blocks_0_img_attn_qkv.lora_down.weight", shape(2, 8),
                        "lora_unet_double_blocks_0_img_attn_qkv.lora_up.weight", shape(24, 2)));
        assertThatThrownBy(() -> adapters(AdapterSettings.of(file, 1)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(
                        "%s: 1 of the 1 layers that it changes are not in %s (unet or transformer: double_blocks_0_img_attn_qkv);"
                                .formatted(file, TinyModel.FOLDER))
                .hasMessageContaining("unet, with")
                .hasMessageContaining("conv_in.weight")
                .hasMessageEndingWith("the adapter is for another model");
    }

    @Test
    void one_strange_layer_among_known_ones_is_an_error_too() {
        Path file = AdapterTestFiles.write(
                temp.resolve("half.safetensors"),
                Map.of(
                        "unet." + TO_Q + ".lora_A.weight",
                        shape(2, 8),
                        "unet." + TO_Q + ".lora_B.weight",
                        shape(8, 2),
                        "unet.no.such.layer.lora_A.weight",
                        shape(2, 8),
                        "unet.no.such.layer.lora_B.weight",
                        shape(8, 2)));
        assertThatThrownBy(() -> adapters(AdapterSettings.of(file, 1)))
                .hasMessageContaining("1 of the 2 layers that it changes are not in")
                .hasMessageContaining("no.such.layer");
    }

    @Test
    void layers_of_a_component_that_the_model_lacks_can_be_left_out() {
        Path file = AdapterTestFiles.write(
                temp.resolve("three.safetensors"),
                Map.of(
                        "unet." + TO_Q + ".lora_A.weight",
                        shape(2, 8),
                        "unet." + TO_Q + ".lora_B.weight",
                        shape(8, 2),
                        "text_encoder_2.layer.lora_A.weight",
                        shape(2, 8),
                        "text_encoder_2.layer.lora_B.weight",
                        shape(8, 2)));
        assertThatThrownBy(() -> adapters(AdapterSettings.of(file, 1))).hasMessageContaining("text_encoder_2: layer");
        AdapterSettings without = new AdapterSettings(
                file, Optional.empty(), Optional.of(Map.of("text_encoder_2", 0.0)), Optional.empty());
        assertThat(weight(without)).hasSize(64);
        AdapterSettings strange = new AdapterSettings(
                file, Optional.empty(), Optional.of(Map.of("text_encoder_2", 0.5)), Optional.empty());
        assertThatThrownBy(() -> adapters(strange)).hasMessageContaining("a scale is given for 'text_encoder_2'");
    }

    @Test
    void another_shape_is_an_error() {
        Path file = AdapterTestFiles.write(
                temp.resolve("wide.safetensors"),
                Map.of(
                        "unet." + TO_Q + ".lora_A.weight",
                        shape(2, 320),
                        "unet." + TO_Q + ".lora_B.weight",
                        shape(320, 2)));
        assertThatThrownBy(() -> adapters(AdapterSettings.of(file, 1)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(WEIGHT + " is [8, 8], the adapter is for [320, 320]");
    }

    @Test
    void a_file_that_is_no_adapter_is_an_error() {
        Path model = TinyModel.FOLDER.resolve("unet/diffusion_pytorch_model.safetensors");
        assertThatThrownBy(() -> adapters(AdapterSettings.of(model, 1)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("tensors have no adapter's names")
                .hasMessageEndingWith("is it a LoRA file?");
    }

    @ParameterizedTest
    @CsvSource({
        "dora_scale, DoRA",
        "lora_magnitude_vector.weight, DoRA",
        "lora_mid.weight, Tucker decomposition",
        "hada_t1, Tucker decomposition",
        "lora_B.bias, a LoRA with biases",
        "diff_b, a full difference of weights",
        "oft_blocks, OFT"
    })
    void kinds_that_are_not_merged_are_refused_by_name(String part, String kind) {
        Path file = AdapterTestFiles.write(
                temp.resolve("refused.safetensors"), Map.of("unet." + TO_Q + "." + part, shape(8, 1)));
        assertThatThrownBy(() -> adapters(AdapterSettings.of(file, 1)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(file + ": " + kind + " (")
                .hasMessageContaining("not supported");
    }

    @Test
    void a_missing_half_is_damage() {
        Path file = AdapterTestFiles.write(
                temp.resolve("half.safetensors"), Map.of("unet." + TO_Q + ".lora_A.weight", shape(2, 8)));
        assertThatThrownBy(() -> adapters(AdapterSettings.of(file, 1)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("the adapter of " + TO_Q + " is damaged: it has no up");
    }

    @Test
    void another_file_under_the_name_is_noticed() {
        Path file = LORA.resolve("peft/lora.safetensors");
        AdapterSettings pinned;
        try (Adapters adapters = adapters(AdapterSettings.of(file, 1))) {
            pinned = adapters.pinned().get(0);
        }
        assertThat(pinned.digest()).isPresent();
        adapters(pinned).close();
        AdapterSettings other = new AdapterSettings(
                LORA.resolve("loha/lora.safetensors"), pinned.scale(), pinned.scales(), pinned.digest());
        assertThatThrownBy(() -> adapters(other))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("another file than was asked for");
    }

    private float[] weight(AdapterSettings settings) {
        try (Scope scope = Scope.open();
                Adapters adapters = adapters(settings)) {
            return HostData.floats(adapters.over("unet", unet()).open(WEIGHT));
        }
    }

    private TensorSource unet() {
        return checkpoint.require("unet").weights().orElseThrow();
    }

    private Adapters adapters(AdapterSettings settings) {
        return Adapters.open(List.of(settings), checkpoint);
    }
}
