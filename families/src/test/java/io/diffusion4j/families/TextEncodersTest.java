package io.diffusion4j.families;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.families.singlefile.WrittenFile;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.synthesis.Synthesizer;
import io.diffusion4j.textencoders.clip.StandardTokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Complete checkpoints of random weights, from the words of a prompt to pixels. */
class TextEncodersTest {
    private static final Path GOLDENS = Path.of(System.getProperty("goldens"));
    private static final GenerationRequest REQUEST =
            GenerationRequest.of("a red fox").withSeed(1).withSteps(1);

    @TempDir
    Path folder;

    private final Diffusion4J diffusion = Diffusion4J.open();
    private final Map<String, Map<String, Object>> files = new HashMap<>();
    private Path model;

    @BeforeEach
    void name() {
        model = folder.resolve("model");
    }

    @AfterEach
    void close() {
        diffusion.close();
    }

    @Test
    void stable_diffusion_3_reads_two_clips_and_t5() throws IOException {
        threeEncoders();
        write("sd3", List.of("tokenizer", "tokenizer_2"), List.of("tokenizer_3"));
        try (Pipeline pipeline = diffusion.load(model)) {
            promptActs(pipeline, REQUEST.withSize(16, 16));
            GenerationRequest sixteen = REQUEST.withSize(16, 16);
            assertThat(only(pipeline, sixteen.withClipSkip(1)).rgb())
                    .isNotEqualTo(only(pipeline, sixteen).rgb());
            assertThatThrownBy(() -> only(pipeline, sixteen.withClipSkip(2)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("can skip 0 to 1");
        }
    }

    @Test
    void the_encoders_of_stable_diffusion_3_may_lie_in_its_single_file() throws IOException {
        threeEncoders();
        write("sd3", List.of("tokenizer", "tokenizer_2"), List.of("tokenizer_3"));
        GenerationRequest sixteen = REQUEST.withSize(16, 16);
        byte[] expected;
        try (Pipeline pipeline = diffusion.load(model)) {
            expected = only(pipeline, sixteen).rgb();
        }
        Map<String, Path> encoders = Map.of(
                "clip_l", model.resolve("text_encoder/model.safetensors"),
                "clip_g", model.resolve("text_encoder_2/model.safetensors"),
                "t5xxl", model.resolve("text_encoder_3/model.safetensors"));
        Path file = folder.resolve("all.safetensors");
        Path transformer = model.resolve("transformer/diffusion_pytorch_model.safetensors");
        WrittenFile.stableDiffusion3(file, transformer, encoders);
        for (Path inFile : encoders.values()) {
            Files.delete(inFile);
        }
        Files.delete(transformer);
        PipelineSettings settings =
                diffusion.settings(YamlDocument.of("test", "model: " + file + "\nmodel-config: " + model));
        try (Pipeline pipeline = diffusion.load(settings)) {
            assertThat(only(pipeline, sixteen).rgb()).isEqualTo(expected);
        }
    }

    @Test
    void stable_diffusion_3_does_without_t5() throws IOException {
        threeEncoders();
        files.remove("text_encoder_3/config.json");
        index().remove("text_encoder_3");
        index().remove("tokenizer_3");
        write("sd3", List.of("tokenizer", "tokenizer_2"), List.of());
        try (Pipeline pipeline = diffusion.load(model)) {
            promptActs(pipeline, REQUEST.withSize(16, 16));
        }
    }

    @Test
    void flux_reads_a_clip_and_t5() throws IOException {
        encoder("text_encoder", "CLIPTextModel", clip(20, 20));
        encoder("text_encoder_2", "T5EncoderModel", t5(24));
        tokenizers("tokenizer", "tokenizer_2");
        write("flux-dev", List.of("tokenizer"), List.of("tokenizer_2"));
        try (Pipeline pipeline = diffusion.load(model)) {
            promptActs(pipeline, REQUEST.withSize(16, 16));
        }
    }

    @Test
    void pixart_reads_t5() throws IOException {
        encoder("text_encoder", "T5EncoderModel", t5(16));
        tokenizers("tokenizer");
        write("pixart-alpha", List.of(), List.of("tokenizer"));
        try (Pipeline pipeline = diffusion.load(model)) {
            promptActs(pipeline, REQUEST);
        }
    }

    private static void promptActs(Pipeline pipeline, GenerationRequest request) {
        byte[] fox = only(pipeline, request).rgb();
        long before = Pointer.totalCount();
        assertThat(only(pipeline, request).rgb()).isEqualTo(fox);
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
        assertThat(only(pipeline, request.withPrompt("the sea at night")).rgb()).isNotEqualTo(fox);
    }

    private static GeneratedImage only(Pipeline pipeline, GenerationRequest request) {
        return pipeline.generate(request).images().get(0);
    }

    private void threeEncoders() {
        encoder("text_encoder", "CLIPTextModelWithProjection", clip(8, 8));
        encoder("text_encoder_2", "CLIPTextModelWithProjection", clip(12, 12));
        encoder("text_encoder_3", "T5EncoderModel", t5(24));
        tokenizers("tokenizer", "tokenizer_2", "tokenizer_3");
    }

    private Map<String, Object> index() {
        return files.computeIfAbsent("model_index.json", name -> new HashMap<>());
    }

    private void encoder(String component, String className, Map<String, Object> config) {
        index().put(component, List.of("transformers", className));
        config.put("architectures", List.of(className));
        files.put(component + "/config.json", config);
    }

    private void tokenizers(String... components) {
        for (String component : components) {
            index().put(component, List.of("transformers", "Tokenizer"));
        }
    }

    /** All but the text encoders as in a golden model. */
    private void write(String golden, List<String> clipTokenizers, List<String> t5Tokenizers) throws IOException {
        Path parts = GOLDENS.resolve("flow-pipelines").resolve(golden);
        read(parts, "model_index.json").forEach(index()::putIfAbsent);
        files.put("transformer/config.json", read(parts, "transformer/config.json"));
        // Images of 32 pixels if no size is asked for.
        files.get("transformer/config.json").put("sample_size", 16);
        files.put("vae/config.json", read(parts, "vae/config.json"));
        files.put("scheduler/scheduler_config.json", read(parts, "scheduler/scheduler_config.json"));
        new Synthesizer(diffusion.providers(), Optional.empty(), 1).write(files, DType.FLOAT32, model);
        for (String tokenizer : clipTokenizers) {
            StandardTokenizerFiles.write(model.resolve(tokenizer));
        }
        for (String tokenizer : t5Tokenizers) {
            Files.createDirectories(model.resolve(tokenizer));
            Files.writeString(model.resolve(tokenizer).resolve("tokenizer_config.json"), "{}");
            Files.copy(
                    GOLDENS.resolve("t5/tokenizer/spiece.model"),
                    model.resolve(tokenizer).resolve("spiece.model"));
        }
    }

    private static Map<String, Object> read(Path folder, String file) throws IOException {
        Map<String, Object> config = new ObjectMapper()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature())
                .readValue(folder.resolve(file).toFile(), new TypeReference<>() {});
        // -Infinity, which is what it is without the key
        config.remove("lambda_min_clipped");
        return config;
    }

    private static Map<String, Object> clip(int width, int projection) {
        return new HashMap<>(Map.of(
                "model_type",
                "clip_text_model",
                "hidden_size",
                width,
                "intermediate_size",
                16,
                "num_hidden_layers",
                2,
                "num_attention_heads",
                2,
                "projection_dim",
                projection));
    }

    private static Map<String, Object> t5(int width) {
        return new HashMap<>(Map.of(
                "model_type", "t5",
                "feed_forward_proj", "gated-gelu",
                "d_model", width,
                "d_kv", 8,
                "num_heads", 2,
                "d_ff", 16,
                "num_layers", 2,
                "vocab_size", 1128));
    }
}
