package io.diffusion4j.pipelines.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.tensor.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffusersLayoutTest {
    private static final String WEIGHTS = "diffusion_pytorch_model.safetensors";

    @TempDir
    Path temp;

    @Test
    void the_components_of_a_folder_are_those_of_its_index() {
        try (Checkpoint model = TestFiles.open(TestFiles.FOLDER)) {
            assertThat(model.pipelineClass()).isEqualTo("StableDiffusionPipeline");
            assertThat(model.componentNames())
                    .containsExactlyInAnyOrder("unet", "vae", "text_encoder", "tokenizer", "scheduler");
            Component unet = model.require("unet");
            assertThat(unet.className()).isEqualTo("UNet2DConditionModel");
            assertThat(unet.config().integer("cross_attention_dim", 0)).isEqualTo(16);
            assertThat(unet.weights().orElseThrow().names()).contains("conv_in.weight");
            assertThat(model.require("scheduler").weights()).isEmpty();
            assertThat(model.require("scheduler").config().string("prediction_type", ""))
                    .isEqualTo("epsilon");
            assertThat(model.folder("tokenizer")).contains(TestFiles.FOLDER.resolve("tokenizer"));
            assertThat(model.component("safety_checker")).isEmpty();
            assertThat(model.component("unet")).containsSame(unet);
        }
    }

    @Test
    void fp16_bf16_sharded_and_mixed_weights_open() {
        Map<String, DType> expected =
                Map.of("unet_fp16", DType.FLOAT16, "unet_bf16", DType.BFLOAT16, "unet_sharded", DType.FLOAT32);
        Path variants = TestFiles.FORMATS.resolve("variants");
        Component mixed =
                Checkpoints.openComponent(variants.resolve("unet_mixed_dtypes"), "unet", CheckpointOptions.defaults());
        expected.forEach((folder, dtype) -> {
            Component unet = Checkpoints.openComponent(variants.resolve(folder), "unet", CheckpointOptions.defaults());
            assertThat(unet.className()).isEqualTo("UNet2DConditionModel");
            var weights = unet.weights().orElseThrow();
            assertThat(weights.names()).isEqualTo(mixed.weights().orElseThrow().names());
            assertThat(weights.info("conv_in.weight").dtype()).isEqualTo(dtype);
        });
    }

    @Test
    void legacy_attention_of_a_vae_gets_todays_names_also_where_it_is_a_convolution() {
        Path legacy = TestFiles.FORMATS.resolve("variants/vae_legacy_attention");
        var vae = Checkpoints.openComponent(legacy, "vae", CheckpointOptions.defaults())
                .weights()
                .orElseThrow();
        String attention = "decoder.mid_block.attentions.0.";
        assertThat(vae.names())
                .contains(attention + "to_q.weight", attention + "to_out.0.bias", attention + "group_norm.bias")
                .noneMatch(name -> name.matches(".*(query|key|value|proj_attn).*"));

        Path file =
                TestFiles.zeros(temp.resolve("x"), Map.of(attention + "key.weight", List.of(8L, 8L, 1L, 1L)), Map.of());
        var convolution = ReferenceNames.of("AutoencoderKL", io.diffusion4j.core.weights.SafetensorsFile.open(file));
        assertThat(convolution.info(attention + "to_k.weight").shape()).containsExactly(8L, 8L);
    }

    @Test
    void clip_files_of_every_age_have_the_same_names() {
        Path file = TestFiles.zeros(
                temp.resolve("x"),
                Map.of(
                        "embeddings.position_ids", List.of(1L, 77L),
                        "embeddings.token_embedding.weight", List.of(4L, 2L),
                        "text_model.final_layer_norm.weight", List.of(2L),
                        "encoder.layers.0.mlp.fc1.bias", List.of(2L),
                        "vision_model.embeddings.class_embedding", List.of(2L),
                        "logit_scale", List.of(),
                        "text_projection.weight", List.of(2L, 2L)),
                Map.of());
        var weights = io.diffusion4j.core.weights.SafetensorsFile.open(file);
        assertThat(ReferenceNames.of("CLIPTextModel", weights).names())
                .containsExactlyInAnyOrder(
                        "text_model.embeddings.token_embedding.weight",
                        "text_model.final_layer_norm.weight",
                        "text_model.encoder.layers.0.mlp.fc1.bias");
        assertThat(ReferenceNames.of("CLIPTextModelWithProjection", weights).names())
                .contains("text_projection.weight")
                .hasSize(4);
    }

    @Test
    void a_variant_is_taken_when_asked_for_and_when_it_is_all_there_is() throws IOException {
        Path model = TestFiles.copy(TestFiles.FOLDER, temp.resolve("m"));
        Path unet = model.resolve("unet");
        Files.copy(
                TestFiles.FORMATS.resolve("variants/unet_fp16/diffusion_pytorch_model.fp16.safetensors"),
                unet.resolve("diffusion_pytorch_model.fp16.safetensors"));
        CheckpointOptions fp16 = CheckpointOptions.defaults().withVariant("fp16");
        assertThat(dtype(TestFiles.open(model))).isEqualTo(DType.FLOAT32);
        assertThat(dtype(Checkpoints.open(model, fp16))).isEqualTo(DType.FLOAT16);
        assertThat(Checkpoints.open(model, fp16).require("vae").weights()).isPresent();
        assertRefused(
                () -> Checkpoints.open(model, CheckpointOptions.defaults().withVariant("bf16")),
                "no component has the variant 'bf16'; there are fp16");
        Files.delete(unet.resolve(WEIGHTS));
        assertThat(dtype(TestFiles.open(model))).isEqualTo(DType.FLOAT16);
        Files.copy(
                unet.resolve("diffusion_pytorch_model.fp16.safetensors"),
                unet.resolve("diffusion_pytorch_model.non_ema.safetensors"));
        assertRefused(() -> TestFiles.open(model).require("unet"), "only as the variants fp16, non_ema");
    }

    @Test
    void a_sharded_variant_opens() throws IOException {
        Path sharded = TestFiles.copy(TestFiles.FORMATS.resolve("variants/unet_sharded"), temp.resolve("u"));
        Files.move(sharded.resolve(WEIGHTS + ".index.json"), sharded.resolve(WEIGHTS + ".index.fp16.json"));
        Component unet = Checkpoints.openComponent(
                sharded, "unet", CheckpointOptions.defaults().withVariant("fp16"));
        assertThat(unet.weights().orElseThrow().names()).contains("conv_out.weight");
    }

    @Test
    void damaged_folders_are_refused_in_one_line() throws IOException {
        Path model = TestFiles.copy(TestFiles.FOLDER, temp.resolve("m"));
        Path weights = model.resolve("unet").resolve(WEIGHTS);
        byte[] all = Files.readAllBytes(weights);
        Files.write(weights, java.util.Arrays.copyOf(all, all.length - 7));
        assertRefused(() -> TestFiles.open(model).require("unet"), "the file is truncated");
        Files.move(weights, model.resolve("unet/diffusion_pytorch_model.bin"));
        assertRefused(
                () -> TestFiles.open(model).require("unet"), "only as a pickle file (diffusion_pytorch_model.bin)");
        Files.delete(model.resolve("unet/diffusion_pytorch_model.bin"));
        assertRefused(() -> TestFiles.open(model).require("unet"), "there are no weights");
        Files.delete(model.resolve("unet/config.json"));
        assertRefused(() -> TestFiles.open(model).require("unet"), "there is no config file");
        Files.delete(model.resolve("unet"));
        assertRefused(() -> TestFiles.open(model).require("unet"), "which model_index.json names, is missing");
        assertRefused(
                () -> TestFiles.open(model).require("prior"), "no component 'prior'; it has scheduler, text_encoder");
        Files.writeString(model.resolve("vae/config.json"), "{nonsense");
        assertRefused(() -> TestFiles.open(model).require("vae"), "config.json");
    }

    @Test
    void folders_that_are_no_models_are_refused_with_what_they_are() throws IOException {
        assertRefused(() -> TestFiles.open(temp), "there is no model_index.json");
        assertRefused(() -> TestFiles.open(TestFiles.FOLDER.resolve("unet")), "this is one component");
        Files.writeString(temp.resolve("sd.safetensors"), "");
        assertRefused(() -> TestFiles.open(temp), "name that file: sd.safetensors");
        Path index = temp.resolve("model_index.json");
        Files.writeString(index, "{}");
        assertRefused(() -> TestFiles.open(temp), "no _class_name");
        Files.writeString(index, "[]");
        assertRefused(() -> TestFiles.open(temp), "not a JSON object");
        Files.writeString(index, "{\"_class_name\": \"P\", \"../up\": [\"diffusers\", \"UNet2DModel\"]}");
        assertRefused(() -> TestFiles.open(temp), "'../up' is not a component");
        assertRefused(() -> TestFiles.open(temp.resolve("a/b/c")), "no such file or folder");
    }

    private static DType dtype(Checkpoint model) {
        return model.require("unet")
                .weights()
                .orElseThrow()
                .info("conv_in.weight")
                .dtype();
    }

    private static void assertRefused(ThrowingCallable action, String reason) {
        assertThatThrownBy(action)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("\n");
    }
}
