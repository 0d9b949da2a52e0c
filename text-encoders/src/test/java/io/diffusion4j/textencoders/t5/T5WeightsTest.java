package io.diffusion4j.textencoders.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.weights.SafetensorsWriter;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.WeightShapes;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.testkit.ExactAttention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class T5WeightsTest {
    private static final String SHARED = "shared.weight";
    private static final String OWN = "encoder.embed_tokens.weight";

    @TempDir
    private Path folder;

    @Test
    void the_published_encoder_has_its_tensors_and_parameters() {
        Map<String, List<Long>> shapes = WeightShapes.of(weights -> new T5Encoder(
                T5Settings.defaults(),
                new PartContext(new Device("cpu"), DType.FLOAT32, weights, new ExactAttention(), Optional.empty())));

        assertThat(shapes).hasSize(219).containsKey(SHARED);
        assertThat(shapes.values().stream()
                        .mapToLong(shape -> shape.stream().reduce(1L, Math::multiplyExact))
                        .sum())
                .isEqualTo(4_762_310_656L);
    }

    @Test
    void the_embedding_is_found_under_either_name_and_under_both() {
        try (Scope scope = Scope.open();
                LoadedT5 loaded = new LoadedT5()) {
            Tensor ids = HostData.tensor(new long[] {4, 339, 1}, 1, 3);
            double[] expected = context(loaded.encoder(), ids);
            for (List<String> names : List.of(List.of(OWN), List.of(SHARED, OWN))) {
                TextEncoder encoder = loaded.encoder(renamed(names), new ExactAttention(), Optional.empty());
                assertThat(context(encoder, ids)).containsExactly(expected);
            }
        }
    }

    @Test
    void without_a_tokenizer_it_still_encodes_ids() throws IOException {
        try (Scope scope = Scope.open();
                LoadedT5 loaded = new LoadedT5()) {
            TextEncoder encoder = loaded.encoder(renamed(List.of(SHARED)), new ExactAttention(), Optional.empty());
            assertThatThrownBy(() -> encoder.tokenize(List.of("a cat")))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("spiece.model");
            assertThat(context(encoder, HostData.tensor(new long[] {1}, 1, 1))).hasSize(32);

            Path tokenizer = Files.createDirectory(folder.resolve("tokenizer"));
            Files.writeString(tokenizer.resolve("tokenizer.json"), "{}");
            assertThatThrownBy(() -> T5Tokenizer.read(tokenizer, LoadedT5.settings()))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("spiece.model is missing");
        }
    }

    @Test
    void with_float16_weights_the_feed_forward_sum_may_outgrow_float16() {
        T5Settings settings = new T5Settings(8, 4, 64, 1, 2, 2, 32, 128, 1e-6, 1, 0, 8);
        try (Scope scope = Scope.open()) {
            T5FeedForward layer = new T5FeedForward(settings, DType.FLOAT16, new FilledWeights(50));
            Tensor x = torch.ones(1, 1, 4).toType(DType.FLOAT16.scalarType());

            // each of the 64 inner channels is 200 * 200, times 50
            assertThat(HostData.doubles(layer.apply(x))).containsOnly(64 * 40_000.0 * 50);
        }
    }

    @Test
    void other_kinds_of_t5_are_refused() {
        refused(Map.of("feed_forward_proj", "relu"), "feed_forward_proj");
        refused(Map.of(), "feed_forward_proj");
        refused(Map.of("feed_forward_proj", "gated-gelu", "model_type", "umt5"), "model_type");
    }

    @Test
    void classes_of_distances_must_fit_together() {
        assertThatThrownBy(() -> new T5Settings(8, 4, 64, 1, 2, 2, 30, 128, 1e-6, 1, 0, 8))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("multiple of 4");
        assertThatThrownBy(() -> new T5Settings(8, 4, 64, 1, 2, 2, 32, 8, 1e-6, 1, 0, 8))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("distance-buckets 32");
    }

    private static void refused(Map<String, ?> config, String key) {
        assertThatThrownBy(() -> new T5TextEncoderProvider().fromReference(new ReferenceConfig("config.json", config)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(key);
    }

    private static double[] context(TextEncoder encoder, Tensor ids) {
        return HostData.doubles(encoder.encode(ids, 0).require("context"));
    }

    /** The golden weights with the embedding under those names. */
    private Path renamed(List<String> names) {
        Path file = folder.resolve(names.size() + names.get(0) + ".safetensors");
        try (TensorSource source = LoadedT5.weights()) {
            Map<String, Tensor> tensors = new HashMap<>();
            source.names().forEach(name -> tensors.put(name, source.open(name)));
            Tensor table = tensors.remove(SHARED);
            names.forEach(name -> tensors.put(name, table));
            SafetensorsWriter.write(file, tensors, Map.of());
        }
        return file;
    }

    /** The same number in all weights of float16. */
    private record FilledWeights(double number) implements Weights {
        @Override
        public Weights at(String prefix) {
            return this;
        }

        @Override
        public Tensor get(String name, long... shape) {
            return torch.full(shape, new Scalar(number)).toType(DType.FLOAT16.scalarType());
        }

        @Override
        public boolean has(String name) {
            return true;
        }
    }
}
