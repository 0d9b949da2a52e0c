package io.diffusion4j.pipelines.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynthesizerTest {
    private static final Optional<DType> HALF = Optional.of(DType.FLOAT16);
    private static final Synthesizer SYNTHESIZER = new Synthesizer(ServiceProviders.ofClassPath(), HALF, 1);

    @TempDir
    Path temp;

    @Test
    void a_synthesized_model_makes_images() throws IOException {
        Path folder = temp.resolve("model");
        SYNTHESIZER.write(tiny(), DType.FLOAT16, folder);
        try (Diffusion4J diffusion = Diffusion4J.open();
                Pipeline pipeline = diffusion.load(folder)) {
            GeneratedImage image =
                    pipeline.generate(TinyModel.request(1)).images().get(0);
            assertThat(image.rgb()).hasSize(TinyModel.SIZE * TinyModel.SIZE * 3);
            Map<Byte, Integer> values = new HashMap<>();
            for (byte value : image.rgb()) {
                values.merge(value, 1, Integer::sum);
            }
            assertThat(values).as("not one flat or saturated colour").hasSizeGreaterThan(20);
        }
    }

    @Test
    void the_same_seed_writes_the_same_bytes() throws IOException {
        SYNTHESIZER.write(tiny(), DType.FLOAT16, temp.resolve("one"));
        new Synthesizer(ServiceProviders.ofClassPath(), HALF, 1).write(tiny(), DType.FLOAT16, temp.resolve("two"));
        new Synthesizer(ServiceProviders.ofClassPath(), HALF, 2).write(tiny(), DType.FLOAT16, temp.resolve("three"));
        String weights = "unet/diffusion_pytorch_model.safetensors";
        byte[] one = Files.readAllBytes(temp.resolve("one").resolve(weights));
        assertThat(Files.readAllBytes(temp.resolve("two").resolve(weights))).isEqualTo(one);
        assertThat(Files.readAllBytes(temp.resolve("three").resolve(weights))).isNotEqualTo(one);
    }

    @Test
    void matrices_keep_the_size_of_what_goes_through_them() {
        RandomWeights weights = new RandomWeights(1);
        try (var scope = io.diffusion4j.core.tensor.Scope.open()) {
            TensorInfo kernel = new TensorInfo(DType.FLOAT32, List.of(64L, 32L, 3L, 3L));
            float[] values = io.diffusion4j.core.tensor.HostData.floats(
                    weights.of("conv.weight", kernel, 0, (int) kernel.elements()));
            double squares = 0;
            for (float value : values) {
                squares += value * value;
            }
            double perOutput = squares / 64;
            assertThat(perOutput).isBetween(0.95, 1.05);
            TensorInfo vector = new TensorInfo(DType.FLOAT32, List.of(4L));
            assertThat(io.diffusion4j.core.tensor.HostData.floats(weights.of("norm.weight", vector, 0, 4)))
                    .containsOnly(1);
            assertThat(io.diffusion4j.core.tensor.HostData.floats(weights.of("norm.bias", vector, 0, 4)))
                    .containsOnly(0);
        }
    }

    @Test
    void a_folder_with_content_is_left_alone() throws IOException {
        Files.writeString(temp.resolve("mine.txt"), "keep");
        assertThatThrownBy(() -> SYNTHESIZER.write(tiny(), DType.FLOAT16, temp))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(temp + " is not empty; name a new folder");
        assertThat(temp).isDirectoryNotContaining(file -> !file.endsWith("mine.txt"));
    }

    /** The configs of the tiny model, for a text encoder that knows the whole vocabulary. */
    private static Map<String, Map<String, Object>> tiny() throws IOException {
        Map<String, Map<String, Object>> files = new TreeMap<>();
        for (String name : List.of(
                "model_index.json",
                "unet/config.json",
                "vae/config.json",
                "text_encoder/config.json",
                "scheduler/scheduler_config.json")) {
            files.put(name, SettingsJson.fromJson(name, Files.readString(TinyModel.FOLDER.resolve(name))));
        }
        files.get("text_encoder/config.json")
                .putAll(Map.of("vocab_size", 49408, "eos_token_id", 49407, "bos_token_id", 49406));
        return files;
    }
}
