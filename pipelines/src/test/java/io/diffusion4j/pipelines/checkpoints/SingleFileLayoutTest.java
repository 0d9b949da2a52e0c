package io.diffusion4j.pipelines.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SingleFileLayoutTest {
    private static final String UNET = "model.diffusion_model.";
    private static final CheckpointOptions WITH_CONFIGS =
            CheckpointOptions.defaults().withConfigFolder(TestFiles.FOLDER);

    @TempDir
    Path temp;

    @Test
    void the_single_file_gives_the_tensors_of_the_folder() {
        try (Checkpoint single = Checkpoints.open(TestFiles.SINGLE, WITH_CONFIGS);
                Checkpoint folder = TestFiles.open(TestFiles.FOLDER)) {
            assertThat(single.pipelineClass()).isEqualTo(folder.pipelineClass());
            assertThat(single.folder("tokenizer")).isEqualTo(folder.folder("tokenizer"));
            for (String name : List.of("unet", "vae", "text_encoder")) {
                assertThat(single.require(name).className())
                        .isEqualTo(folder.require(name).className());
                TestFiles.assertSame(
                        single.require(name).weights().orElseThrow(),
                        folder.require(name).weights().orElseThrow());
            }
            assertThat(single.require("scheduler").className()).isEqualTo("PNDMScheduler");
        }
    }

    @Test
    void a_file_of_unknown_width_needs_a_config_folder() {
        assertThatThrownBy(() -> TestFiles.open(TestFiles.SINGLE))
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
        try (Checkpoint model = TestFiles.open(skeleton(channels, width, Map.of()))) {
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
        assertThat(TestFiles.open(base).require("scheduler").config().string("prediction_type", ""))
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
            conditioner.embedders.0.transformer.x | Stable Diffusion XL
            model.diffusion_model.joint_blocks.0.x | Stable Diffusion 3
            model.diffusion_model.double_blocks.0.x | FLUX
            double_blocks.0.img_attn.qkv.weight | FLUX
            lora_unet_down_blocks_0.lora_down.weight | LoRA
            unet.down_blocks.0.attn1.to_q.lora_A.weight | LoRA
            control_model.input_blocks.0.0.weight | ControlNet
            controlnet_cond_embedding.conv_in.weight | ControlNet
            decoder.conv_in.weight | VAE alone
            first_stage_model.decoder.mid.block_1.conv1.weight | VAE alone
            down_blocks.0.resnets.0.conv1.weight | one component of a diffusers folder
            text_model.encoder.layers.0.layer_norm1.bias | text encoder alone
            emb_params | textual inversion
            something.else | of no known model
            """)
    void other_files_are_refused_with_what_they_look_like(String name, String family) {
        Path file = TestFiles.zeros(temp.resolve("x.safetensors"), Map.of(name, List.of(2L)), Map.of());
        assertThatThrownBy(() -> TestFiles.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(family)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.ckpt", "a.bin", "a.pt", "a.PTH"})
    void pickle_files_are_refused_with_the_way_out(String name) throws IOException {
        Path file = Files.writeString(temp.resolve(name), "x");
        assertThatThrownBy(() -> TestFiles.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("convert it to safetensors");
    }

    @Test
    void a_file_without_a_vae_is_refused() {
        Map<String, List<Long>> shapes = new HashMap<>(skeletonShapes(4, 768));
        shapes.remove("first_stage_model.quant_conv.weight");
        Path file = TestFiles.zeros(temp.resolve("x.safetensors"), shapes, Map.of());
        assertThatThrownBy(() -> TestFiles.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("has no VAE");
    }

    @Test
    void a_layout_from_a_plugin_is_asked_first() {
        Path file = TestFiles.zeros(temp.resolve("x.safetensors"), Map.of("lora_up", List.of(2L)), Map.of());
        ServiceProviders plugins = new ServiceProviders(TestLayout.loader(temp));
        try (Checkpoint model = Checkpoints.open(file, CheckpointOptions.defaults(), plugins)) {
            assertThat(model.pipelineClass()).isEqualTo("MyPipeline");
            assertThatThrownBy(() -> model.require("unet")).hasMessageContaining("no component 'unet'");
        }
    }

    private Path skeleton(long channels, long width, Map<String, String> metadata) {
        return TestFiles.zeros(temp.resolve("sd.safetensors"), skeletonShapes(channels, width), metadata);
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
