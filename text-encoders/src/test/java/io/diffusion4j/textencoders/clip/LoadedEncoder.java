package io.diffusion4j.textencoders.clip;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.WeightLoader;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.testkit.ExactAttention;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.Device;

/** One of the golden text encoders, loaded as a checkpoint's part is. */
final class LoadedEncoder implements AutoCloseable {
    private static final ClipTextEncoderProvider PROVIDER = new ClipTextEncoderProvider();

    private final Path folder;
    private final Device device = new Device("cpu");
    private final WeightLoader loader = new WeightLoader(device, DType.FLOAT32);

    LoadedEncoder(String name) {
        folder = Goldens.text(name);
    }

    static ClipTextSettings settings(Path folder, Map<String, ?> more) {
        Map<String, Object> config =
                new ObjectMapper().convertValue(Goldens.json(folder.resolve("config.json")), new TypeReference<>() {});
        return PROVIDER.fromReference(new ReferenceConfig(folder.toString(), config).with(more));
    }

    ClipTextModel model() {
        return load(
                Map.of(), (settings, weights) -> new ClipTextModel(settings, device, weights, new ExactAttention()));
    }

    TextEncoder encoder(Map<String, ?> more) {
        return load(
                more,
                (settings, weights) -> PROVIDER.create(
                        settings,
                        new PartContext(
                                device,
                                DType.FLOAT32,
                                weights,
                                new ExactAttention(),
                                Optional.of(Goldens.text("clip-bpe-small")))));
    }

    private <T> T load(Map<String, ?> more, BiFunction<ClipTextSettings, Weights, T> constructor) {
        ClipTextSettings settings = settings(folder, more);
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("model.safetensors"))) {
            return loader.load(file, weights -> constructor.apply(settings, weights));
        }
    }

    @Override
    public void close() {
        loader.close();
    }
}
