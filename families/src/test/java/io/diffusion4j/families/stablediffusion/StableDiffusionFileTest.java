package io.diffusion4j.families.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.SafetensorsWriter;
import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.families.singlefile.WrittenFile;
import io.diffusion4j.pipelines.checkpoints.CheckpointOptions;
import io.diffusion4j.pipelines.checkpoints.Checkpoints;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of Stable Diffusion 1 and 2, and what all families know of files that they cannot open. */
class StableDiffusionFileTest {
    private static final String UNET = "model.diffusion_model.";
    private static final Path FORMATS = Path.of(System.getProperty("goldens"), "formats");
    private static final Path FOLDER = FORMATS.resolve("sd15_full");
    private static final Path SINGLE = FORMATS.resolve("sd15_full.single_file.safetensors");
    private static final CheckpointOptions WITH_CONFIGS =
            CheckpointOptions.defaults().withConfigFolder(FOLDER);

    @TempDir
    Path temp;

    @Test
    void the_single_file_gives_the_tensors_of_the_folder() {
        try (Checkpoint single = Checkpoints.open(SINGLE, WITH_CONFIGS);
                Checkpoint folder = open(FOLDER)) {
            assertThat(single.pipelineClass()).isEqualTo(folder.pipelineClass());
            assertThat(single.folder("tokenizer")).isEqualTo(folder.folder("tokenizer"));
            for (String name : List.of("unet", "vae", "text_encoder")) {
                assertThat(single.require(name).className())
                        .isEqualTo(folder.require(name).className());
                WrittenFile.assertSame(
                        single.require(name).weights().orElseThrow(),
                        folder.require(name).weights().orElseThrow());
            }
            assertThat(single.require("scheduler").className()).isEqualTo("PNDMScheduler");
        }
    }

    @Test
    void a_file_of_unknown_width_needs_a_config_folder() {
        assertThatThrownBy(() -> open(SINGLE))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("width 16")
                .hasMessageContaining("give a folder with the model's configs");
    }

    @ParameterizedTest
    @CsvSource({
        "4, 768, StableDiffusionPipeline, epsilon, PNDMScheduler",
        "9, 768, StableDiffusionInpaintPipeline, epsilon, PNDMScheduler",
        "4, 1024, StableDiffusionPipeline, v_prediction, DDIMScheduler",
        "9, 1024, StableDiffusionInpaintPipeline, epsilon, DDIMScheduler",
    })
    void published_configs_are_chosen_by_the_shapes(
            long channels, long width, String pipeline, String prediction, String scheduler) {
        try (Checkpoint model = open(skeleton(channels, width, Map.of()))) {
            assertThat(model.pipelineClass()).isEqualTo(pipeline);
            assertThat(model.require("unet").config().integer("in_channels", 0)).isEqualTo((int) channels);
            assertThat(model.require("unet").config().integer("cross_attention_dim", 0))
                    .isEqualTo((int) width);
            assertThat(model.require("scheduler").config().string("prediction_type", ""))
                    .isEqualTo(prediction);
            assertThat(model.require("scheduler").className()).isEqualTo(scheduler);
            assertThat(model.require("text_encoder").config().integer("hidden_size", 0))
                    .isEqualTo((int) width);
            assertThat(model.require("vae").config().decimal("scaling_factor", 0))
                    .isEqualTo(0.18215);
        }
    }

    @Test
    void the_metadata_tells_what_a_model_predicts() {
        Path base = skeleton(4, 1024, Map.of("modelspec.prediction_type", "epsilon"));
        assertThat(open(base).require("scheduler").config().string("prediction_type", ""))
                .isEqualTo("epsilon");
    }

    @Test
    void open_clip_weights_are_renamed_split_and_cut_to_the_layers_in_use() {
        Path file = temp.resolve("open-clip.safetensors");
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> tensors = new HashMap<>();
            for (int layer : new int[] {0, 1}) {
                String prefix = "transformer.resblocks." + layer + ".";
                tensors.put(prefix + "attn.in_proj_weight", HostData.tensor(new float[] {0, 1, 2, 3, 4, 5}, 6, 1));
                tensors.put(prefix + "attn.in_proj_bias", HostData.tensor(new float[] {0, 1, 2, 3, 4, 5}, 6));
                tensors.put(prefix + "attn.out_proj.weight", HostData.tensor(new float[] {9}, 1, 1));
                tensors.put(prefix + "ln_1.weight", HostData.tensor(new float[] {8}, 1));
                tensors.put(prefix + "mlp.c_fc.bias", HostData.tensor(new float[] {7}, 1));
            }
            tensors.put("positional_embedding", HostData.tensor(new float[] {1}, 1, 1));
            tensors.put("token_embedding.weight", HostData.tensor(new float[] {1}, 1, 1));
            tensors.put("ln_final.bias", HostData.tensor(new float[] {1}, 1));
            tensors.put("text_projection", HostData.tensor(new float[] {1}, 1, 1));
            tensors.put("logit_scale", HostData.tensor(new float[] {1}));
            SafetensorsWriter.write(file, tensors, Map.of());
            var clip = OpenClipNames.current(SafetensorsFile.open(file), 1);
            String layer = "text_model.encoder.layers.0.";
            assertThat(clip.names())
                    .containsExactlyInAnyOrder(
                            "text_model.embeddings.position_embedding.weight",
                            "text_model.embeddings.token_embedding.weight",
                            "text_model.final_layer_norm.bias",
                            layer + "self_attn.q_proj.weight",
                            layer + "self_attn.q_proj.bias",
                            layer + "self_attn.k_proj.weight",
                            layer + "self_attn.k_proj.bias",
                            layer + "self_attn.v_proj.weight",
                            layer + "self_attn.v_proj.bias",
                            layer + "self_attn.out_proj.weight",
                            layer + "layer_norm1.weight",
                            layer + "mlp.fc1.bias");
            assertThat(HostData.floats(clip.open(layer + "self_attn.k_proj.weight")))
                    .containsExactly(2, 3);
            Tensor copy = HostData.tensor(new double[2], 2);
            clip.copyTo(layer + "self_attn.v_proj.bias", copy);
            assertThat(HostData.floats(copy)).containsExactly(4, 5);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            conditioner.embedders.0.transformer.x | Stable Diffusion XL as a single file
            model.diffusion_model.joint_blocks.0.x | a part or another form of Stable Diffusion 3
            model.diffusion_model.double_blocks.0.x | a part or another form of FLUX
            double_blocks.0.img_attn.qkv.weight | a part or another form of FLUX
            """)
    void other_forms_are_refused_with_what_they_look_like(String name, String family) {
        Path file = zeros(temp.resolve("x.safetensors"), Map.of(name, List.of(2L)), Map.of());
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(file + ": this looks like " + family + "; single files can be: ")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void what_a_file_lacks_is_named_or_taken_from_the_folder() {
        Map<String, List<Long>> shapes = new HashMap<>(skeletonShapes(4, 768));
        shapes.remove("first_stage_model.quant_conv.weight");
        Path file = zeros(temp.resolve("x.safetensors"), shapes, Map.of());
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("it has no vae");
        try (Checkpoint model = Checkpoints.open(file, WITH_CONFIGS);
                Checkpoint folder = open(FOLDER)) {
            WrittenFile.assertSame(
                    model.require("vae").weights().orElseThrow(),
                    folder.require("vae").weights().orElseThrow());
        }
    }

    private static Checkpoint open(Path location) {
        return Checkpoints.open(location, CheckpointOptions.defaults());
    }

    /** A file with tensors of these names and shapes, filled with zeros. */
    private static Path zeros(Path file, Map<String, List<Long>> shapes, Map<String, String> metadata) {
        Map<String, TensorInfo> infos = new TreeMap<>();
        shapes.forEach((name, shape) -> infos.put(name, new TensorInfo(DType.FLOAT16, shape)));
        SafetensorsWriter.write(file, infos, metadata, (name, offset, chunk) -> chunk.position(chunk.limit()));
        return file;
    }

    private Path skeleton(long channels, long width, Map<String, String> metadata) {
        return zeros(temp.resolve("sd.safetensors"), skeletonShapes(channels, width), metadata);
    }

    private static Map<String, List<Long>> skeletonShapes(long channels, long width) {
        return Map.of(
                UNET + "input_blocks.0.0.weight",
                List.of(320L, channels, 3L, 3L),
                UNET + "input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight",
                List.of(320L, width),
                "first_stage_model.quant_conv.weight",
                List.of(8L, 8L, 1L, 1L),
                "cond_stage_model.transformer.text_model.final_layer_norm.weight",
                List.of(width));
    }
}
