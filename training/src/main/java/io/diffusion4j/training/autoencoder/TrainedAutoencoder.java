package io.diffusion4j.training.autoencoder;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.AutoencoderProvider;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.AtomicFile;
import io.diffusion4j.core.files.IoReason;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.SafetensorsWriter;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.training.parameters.FanIn;
import io.diffusion4j.training.parameters.Initialization;
import io.diffusion4j.training.parameters.Stored;
import io.diffusion4j.training.task.TrainingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/**
 * An autoencoder over weights that are trained, and the config file that describes it.
 *
 * @param config the file's keys
 */
record TrainedAutoencoder(Autoencoder model, Map<String, Object> config) {
    static final String NAME = "vae";
    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "diffusion_pytorch_model.safetensors";
    private static final String SMALL = "small.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Ends of the residual branches: a deep model begins as a shallow one. */
    private static final Initialization FRESH = new FanIn(List.of("conv2.weight", "to_out.0.weight"), List.of());

    static TrainedAutoencoder of(AutoencoderSettings settings, TrainingContext context) {
        Optional<Path> file =
                settings.from().map(folder -> folder.resolve(CONFIG)).or(settings::config);
        Map<String, Object> config = file.map(TrainedAutoencoder::read).orElseGet(TrainedAutoencoder::small);
        String location = file.map(Path::toString).orElse(SMALL);
        Function<Weights, Autoencoder> constructor = constructor(new ReferenceConfig(location, config), context);
        if (settings.from().isEmpty()) {
            return new TrainedAutoencoder(context.parameters().model(NAME, constructor, FRESH), config);
        }
        try (TensorSource stored = SafetensorsFile.open(settings.from().get().resolve(WEIGHTS))) {
            return new TrainedAutoencoder(context.parameters().model(NAME, constructor, new Stored(stored)), config);
        }
    }

    private static Function<Weights, Autoencoder> constructor(ReferenceConfig config, TrainingContext context) {
        AutoencoderProvider<?> provider = context.providers()
                .findByReferenceClass(AutoencoderProvider.class, config.className())
                .orElseThrow(() -> new ConfigurationException(config.location() + ": no autoencoder reads the class '"
                        + config.className() + "'; a plugin can add it"));
        Part<AutoencoderProvider<?>> part = Part.ofReference(provider, config);
        return weights -> part.create(
                Autoencoder.class,
                new PartContext(context.device(), DType.FLOAT32, weights, context.attention(), Optional.empty()));
    }

    /** Writes both files. @param weights by the names that checkpoints have */
    void write(Path folder, Map<String, Tensor> weights, double scalingFactor, DType dtype) {
        Map<String, Object> keys = new TreeMap<>(config);
        keys.put("scaling_factor", scalingFactor);
        try (Scope scope = Scope.open()) {
            Files.createDirectories(folder);
            byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(keys);
            AtomicFile.write(folder.resolve(CONFIG), channel -> channel.write(ByteBuffer.wrap(text)));
            Map<String, Tensor> rounded = new TreeMap<>();
            weights.forEach((name, weight) -> rounded.put(name, weight.detach().to(dtype.scalarType())));
            SafetensorsWriter.write(folder.resolve(WEIGHTS), rounded, Map.of("format", "pt"));
        } catch (IOException e) {
            throw new OutputException(folder + ": cannot be written: " + IoReason.of(e), e);
        }
    }

    private static Map<String, Object> small() {
        try (InputStream resource = TrainedAutoencoder.class.getResourceAsStream(SMALL)) {
            return JSON.readValue(resource, new TypeReference<>() {});
        } catch (IOException e) {
            throw new IllegalStateException(SMALL + " is damaged", e);
        }
    }

    private static Map<String, Object> read(Path file) {
        try {
            return JSON.readValue(file.toFile(), new TypeReference<>() {});
        } catch (IOException e) {
            throw new ConfigurationException(file + ": cannot be read: " + IoReason.of(e));
        }
    }
}
