package io.diffusion4j.families.singlefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.SafetensorsWriter;
import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.families.FixedPrompts;
import io.diffusion4j.families.flux.FluxFamily;
import io.diffusion4j.families.stablediffusion3.StableDiffusion3Family;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.checkpoints.CheckpointOptions;
import io.diffusion4j.pipelines.checkpoints.Checkpoints;
import io.diffusion4j.pipelines.latent.LatentDiffusionPipeline;
import io.diffusion4j.pipelines.latent.LatentFamily;
import io.diffusion4j.pipelines.latent.LatentModel;
import io.diffusion4j.testkit.golden.GoldenReport;
import io.diffusion4j.testkit.golden.GoldenRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goldens and published shapes, written down under the original names by a table of the test's own, and read again. */
class SingleFileTest {
    private static final Path GOLDENS = Path.of(System.getProperty("goldens"));
    private static final Path PIPELINES = GOLDENS.resolve("flow-pipelines");
    private static final String PREFIX = "model.diffusion_model.";

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({
        "flux/dev, ''",
        "flux/dev, model.diffusion_model.",
        "flux/dev-small-activations, model.diffusion_model.",
        "flux/schnell, ''",
        "mmdit/sd3-medium, model.diffusion_model.",
        "mmdit/sd35-medium, model.diffusion_model.",
        "mmdit/sd35-medium, ''",
        "mmdit/sd35-large, model.diffusion_model.",
        "mmdit/sd35-small-activations, model.diffusion_model.",
    })
    void a_transformer_computes_what_the_golden_says(String golden, String prefix) throws IOException {
        Path folder = GOLDENS.resolve(golden);
        Path companion = companion(folder.resolve("config.json"));
        Path file = WrittenFile.golden(temp.resolve("x.safetensors"), folder, table(golden), prefix, t -> t);
        try (Checkpoint model = open(file, companion);
                TensorSource expected = SafetensorsFile.open(weights(folder))) {
            Component transformer = model.require("transformer");
            WrittenFile.assertSame(transformer.weights().orElseThrow(), expected);
            assertSameSettings(transformer, WrittenFile.json(folder.resolve("config.json")));
            GoldenReport report = forward(folder, transformer);
            assertThat(report.failed()).isZero();
            assertThat(report.passed()).isPositive();
        }
    }

    /** The golden's calls with the weights as they came out of the single file. */
    private GoldenReport forward(Path golden, Component transformer) throws IOException {
        Path copy = Files.createDirectories(temp.resolve("again").resolve("case"));
        for (String name : List.of("config.json", "golden.json", "golden.safetensors")) {
            Files.copy(golden.resolve(name), copy.resolve(name));
        }
        TensorSource source = transformer.weights().orElseThrow();
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> tensors = new HashMap<>();
            source.names().forEach(name -> tensors.put(name, source.open(name)));
            SafetensorsWriter.write(weights(copy), tensors, Map.of());
        }
        return new GoldenRunner(ServiceProviders.ofClassPath()).run(copy);
    }

    @ParameterizedTest
    @CsvSource({
        "flux1-dev, FluxPipeline",
        "flux1-schnell, FluxPipeline",
        "sd3-medium, StableDiffusion3Pipeline",
        "sd35-medium, StableDiffusion3Pipeline",
        "sd35-large, StableDiffusion3Pipeline",
    })
    void every_name_of_a_published_model_is_known(String model, String pipeline) throws IOException {
        Path json = GOLDENS.resolve("published-shapes/" + model + ".json");
        Map<String, List<Long>> shapes = WrittenFile.shapes(json);
        Map<String, TensorInfo> infos = WrittenFile.infos(shapes, table(model), PREFIX);
        Path encoders = temp.resolve("encoders");
        Files.createDirectories(encoders);
        Files.writeString(encoders.resolve("model_index.json"), "{\"_class_name\": \"Any\"}");
        Path file = WrittenFile.sparse(temp.resolve("x.safetensors"), infos);
        try (Checkpoint opened = open(file, encoders)) {
            assertThat(opened.pipelineClass()).isEqualTo(pipeline);
            TensorSource weights = opened.require("transformer").weights().orElseThrow();
            Map<String, List<Long>> got = new TreeMap<>();
            weights.names().forEach(name -> got.put(name, weights.info(name).shape()));
            assertThat(got).hasSize(shapes.size()).isEqualTo(shapes);
            assertSameSettings(opened.require("transformer"), WrittenFile.config(json));
            assertThat(opened.require("scheduler").config().flag("use_dynamic_shifting", false))
                    .isEqualTo(model.equals("flux1-dev"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flux-dev", "flux-schnell", "sd3"})
    void a_run_from_the_file_is_a_run_from_the_folder(String family) {
        Path folder = PIPELINES.resolve(family);
        Path file = written(family, PREFIX, tensor -> tensor);
        assertThat(image(family, settings(file, Optional.of(folder))))
                .isEqualTo(image(family, PipelineSettings.of(folder)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flux-dev", "sd3"})
    void float8_weights_are_read_like_any_other(String family) {
        Path companion = PIPELINES.resolve(family);
        Path small = written(family, PREFIX, tensor -> tensor.toType(ScalarType.Float8_e4m3fn));
        Path wide = written(
                family, "", tensor -> tensor.toType(ScalarType.Float8_e4m3fn).toType(ScalarType.Float));
        try (Checkpoint model = open(small, companion)) {
            TensorSource weights = model.require("transformer").weights().orElseThrow();
            assertThat(weights.info("norm_out.linear.weight").dtype()).isEqualTo(DType.FLOAT8_E4M3);
        }
        String float32 = "dtype: float32\n";
        assertThat(image(family, settings(small, Optional.of(companion), float32)))
                .isEqualTo(image(family, settings(wide, Optional.of(companion), float32)));
    }

    @Test
    void the_folder_of_dev_lends_its_encoders_to_schnell_but_not_its_noise_levels() {
        Path file = written("flux-schnell", "", tensor -> tensor);
        try (Checkpoint model = open(file, PIPELINES.resolve("flux-dev"))) {
            assertThat(model.require("scheduler").config().decimal("shift", 0)).isEqualTo(1);
            assertThat(model.require("scheduler").config().flag("use_dynamic_shifting", false))
                    .isFalse();
        }
        try (Checkpoint model = open(file, PIPELINES.resolve("flux-schnell"))) {
            assertThat(model.require("scheduler").config().location()).contains("scheduler_config.json");
        }
    }

    @Test
    void what_a_file_lacks_is_named_with_the_way_to_give_it() throws IOException {
        Path flux = published("flux1-dev", Map.of());
        assertThatThrownBy(() -> Checkpoints.open(flux, CheckpointOptions.defaults()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("no vae, no text_encoder, no text_encoder_2;")
                .hasMessageContaining("`model-config`");
        Path sd3 = published("sd3-medium", vae());
        assertThatThrownBy(() -> Checkpoints.open(sd3, CheckpointOptions.defaults()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("it has no text_encoder, no text_encoder_2; give a folder");
    }

    @Test
    void a_file_may_hold_encoders_and_autoencoder() throws IOException {
        Map<String, TensorInfo> more = new HashMap<>(vae());
        more.putAll(clip("clip_l", 768));
        more.putAll(clip("clip_g", 1280));
        more.put("text_encoders.clip_g.transformer.text_projection.weight", info(1280, 1280));
        more.put("text_encoders.clip_l.logit_scale", info());
        try (Checkpoint model = Checkpoints.open(published("sd3-medium", more), CheckpointOptions.defaults())) {
            assertThat(model.componentNames())
                    .containsExactlyInAnyOrder("scheduler", "text_encoder", "text_encoder_2", "transformer", "vae");
            assertThat(model.require("text_encoder").className()).isEqualTo("CLIPTextModel");
            assertThat(model.require("text_encoder_2").className()).isEqualTo("CLIPTextModelWithProjection");
            assertThat(model.require("text_encoder_2").weights().orElseThrow().names())
                    .containsExactlyInAnyOrder("text_model.final_layer_norm.weight", "text_projection.weight");
            assertThat(model.require("vae").weights().orElseThrow().names())
                    .containsExactly("decoder.up_blocks.0.resnets.0.conv_shortcut.weight");
            assertThat(model.require("vae").config().decimal("shift_factor", 0)).isEqualTo(0.0609);
        }
        more.put("text_encoders.t5xxl.transformer.shared.weight", info(32128, 4096));
        Path withT5 = published("sd3-medium", more);
        assertThatThrownBy(() -> Checkpoints.open(withT5, CheckpointOptions.defaults()))
                .hasMessageContaining("it has no tokenizer_3; give a folder");
        Path companion = Files.createDirectories(temp.resolve("tokenizers/tokenizer_3"));
        Files.writeString(companion.resolveSibling("model_index.json"), "{\"_class_name\": \"Any\"}");
        try (Checkpoint model = open(withT5, companion.getParent())) {
            assertThat(model.require("text_encoder_3").config().integer("d_model", 0))
                    .isEqualTo(4096);
            assertThat(model.folder("tokenizer_3")).contains(companion);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model.diffusion_model.double_blocks.0.img_attn.qkv.scale_weight",
                "model.diffusion_model.double_blocks.0.img_attn.qkv.weight_scale",
                "model.diffusion_model.scaled_fp8",
                "model.diffusion_model.double_blocks.0.img_attn.qkv.weight.absmax",
                "text_encoders.t5xxl.transformer.encoder.block.0.layer.0.SelfAttention.k.scale_weight",
            })
    void quantized_weights_are_refused(String scale) throws IOException {
        Path file = published("flux1-dev", Map.of(scale, info()));
        assertThatThrownBy(() -> Checkpoints.open(file, CheckpointOptions.defaults()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(scale)
                .hasMessageContaining("take a file in bfloat16, float16 or plain float8");
    }

    @Test
    void variants_with_more_channels_are_refused() throws IOException {
        Path fill = published("flux1-dev", Map.of(PREFIX + "img_in.weight", info(3072, 384)));
        assertThatThrownBy(() -> Checkpoints.open(fill, CheckpointOptions.defaults()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("takes 384 channels and makes 64");
    }

    @Test
    void unknown_head_sizes_need_a_folder() {
        for (String family : List.of("flux-dev", "sd3")) {
            Path file = written(family, "", tensor -> tensor);
            assertThatThrownBy(() -> Checkpoints.open(file, CheckpointOptions.defaults()))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("heads")
                    .hasMessageContaining("`model-config`");
        }
    }

    @Test
    void damaged_shapes_are_refused() throws IOException {
        Map<String, TensorInfo> damages = Map.of(
                "double_blocks.0.img_attn.norm.query_norm.scale", info(),
                "double_blocks.0.txt_attn.qkv.weight", info(100, 3072),
                "single_blocks.1.linear1.bias", info(7));
        for (Map.Entry<String, TensorInfo> damage : damages.entrySet()) {
            Path file = published("flux1-dev", Map.of(PREFIX + damage.getKey(), damage.getValue()));
            assertThatThrownBy(() -> Checkpoints.open(file, CheckpointOptions.defaults()))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("the file is damaged or of another model");
        }
    }

    private Path written(String family, String prefix, UnaryOperator<Tensor> change) {
        Path folder = PIPELINES.resolve(family).resolve("transformer");
        Path file = temp.resolve(family + prefix + ".safetensors");
        return WrittenFile.golden(file, folder, table(family), prefix, change);
    }

    private Path published(String model, Map<String, TensorInfo> more) throws IOException {
        Map<String, List<Long>> shapes = WrittenFile.shapes(GOLDENS.resolve("published-shapes/" + model + ".json"));
        Map<String, TensorInfo> infos = WrittenFile.infos(shapes, table(model), PREFIX);
        infos.putAll(more);
        return WrittenFile.sparse(temp.resolve(model + more.size() + ".safetensors"), infos);
    }

    private static Map<String, TensorInfo> vae() {
        return Map.of("first_stage_model.decoder.up.3.block.0.nin_shortcut.weight", info(512, 512, 1, 1));
    }

    private static Map<String, TensorInfo> clip(String name, long width) {
        return Map.of("text_encoders." + name + ".transformer.text_model.final_layer_norm.weight", info(width));
    }

    private static TensorInfo info(long... shape) {
        return TensorInfo.of(DType.BFLOAT16, shape);
    }

    private static byte[] image(String family, PipelineSettings settings) {
        LatentFamily latent = family.startsWith("flux") ? new FluxFamily() : new StableDiffusion3Family();
        try (Diffusion4J diffusion = Diffusion4J.open()) {
            PipelineContext context = diffusion.components(settings);
            try (Pipeline pipeline =
                    new LatentDiffusionPipeline(context, new FixedPrompts(), LatentModel.load(context, latent))) {
                GenerationRequest request =
                        GenerationRequest.of("x").withSeed(1).withSteps(2).withSize(24, 16);
                return pipeline.generate(request).images().get(0).rgb();
            }
        }
    }

    private static PipelineSettings settings(Path file, Optional<Path> companion) {
        return settings(file, companion, "");
    }

    private static PipelineSettings settings(Path file, Optional<Path> companion, String more) {
        String yaml = "model: " + file + "\n"
                + companion.map(folder -> "model-config: " + folder + "\n").orElse("") + more;
        try (Diffusion4J diffusion = Diffusion4J.open()) {
            return diffusion.settings(YamlDocument.of("test", yaml));
        }
    }

    private static WrittenFile.Table table(String model) {
        return model.startsWith("flux") ? OriginalFlux::of : OriginalStableDiffusion3::of;
    }

    private static Checkpoint open(Path file, Path companion) {
        return Checkpoints.open(file, CheckpointOptions.defaults().withConfigFolder(companion));
    }

    /** A folder with a transformer's config and nothing else; only what shapes do not tell is right in it. */
    private Path companion(Path config) throws IOException {
        Path folder = temp.resolve("companion");
        Files.createDirectories(folder.resolve("transformer"));
        Map<String, Object> keys = new HashMap<>(WrittenFile.json(config));
        keys.keySet().retainAll(Set.of("axes_dims_rope", "attention_head_dim", "num_attention_heads", "sample_size"));
        keys.put("num_layers", 77);
        new ObjectMapper().writeValue(folder.resolve("transformer/config.json").toFile(), keys);
        Files.writeString(
                folder.resolve("model_index.json"),
                "{\"_class_name\": \"Any\", \"transformer\": [\"diffusers\", \"Any\"]}");
        return folder;
    }

    /** Whether the transformer's provider reads the same of both. */
    private static void assertSameSettings(Component transformer, Map<String, Object> config) {
        BackboneProvider<?> provider = ServiceProviders.ofClassPath()
                .findByReferenceClass(BackboneProvider.class, transformer.className())
                .orElseThrow();
        assertThat(provider.fromReference(transformer.config()))
                .isEqualTo(provider.fromReference(new ReferenceConfig("expected", config)));
    }

    private static Path weights(Path folder) {
        return folder.resolve("diffusion_pytorch_model.safetensors");
    }
}
