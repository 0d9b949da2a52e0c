package io.diffusion4j.pipelines.synthesis;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.autoencoder.AutoencoderProvider;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.IoReason;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.text.TextEncoderProvider;
import io.diffusion4j.core.weights.SafetensorsWriter;
import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.core.weights.WeightShapes;
import io.diffusion4j.pipelines.checkpoints.PublishedModels;
import io.diffusion4j.textencoders.clip.StandardTokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Device;

/**
 * Writes complete diffusers folders of published architectures with random weights, so that speed and memory can be
 * measured without a download. The weights a model has are those that its own constructor asks for.
 */
public final class Synthesizer {
    private static final List<Class<? extends Provider<?, ?>>> KINDS = kinds();

    private final Providers providers;
    private final DType dtype;
    private final RandomWeights random;

    /** @param dtype of the stored weights @param seed gives the same weights every time */
    public Synthesizer(Providers providers, DType dtype, long seed) {
        Natives.start();
        this.providers = providers;
        this.dtype = dtype;
        this.random = new RandomWeights(seed);
    }

    /**
     * @param model a name that {@link PublishedModels} knows
     * @param folder is made; must be empty or missing
     * @throws OutputException if it cannot be written
     */
    public void write(String model, Path folder) {
        write(PublishedModels.configFiles(model), folder);
    }

    /**
     * The same for an architecture of your own.
     *
     * @param files the content of config files by their paths in the folder, {@code model_index.json} among them
     * @param folder is made; must be empty or missing
     * @throws OutputException if it cannot be written
     */
    public void write(Map<String, Map<String, Object>> files, Path folder) {
        try {
            requireEmpty(folder);
            Map<String, Object> index = files.get("model_index.json");
            for (String name : files.keySet()) {
                Path file = folder.resolve(name);
                Files.createDirectories(file.getParent());
                Files.writeString(file, SettingsJson.toJson(files.get(name)));
            }
            for (String component : index.keySet()) {
                if (index.get(component) instanceof List<?> pair && files.containsKey(component + "/config.json")) {
                    writeWeights(
                            folder.resolve(component), (String) pair.get(1), files.get(component + "/config.json"));
                }
            }
            StandardTokenizerFiles.write(folder.resolve("tokenizer"));
        } catch (IOException e) {
            throw new OutputException("cannot write to " + folder + ": " + IoReason.of(e), e);
        }
    }

    private void writeWeights(Path folder, String className, Map<String, Object> config) {
        Map<String, TensorInfo> tensors = tensors(className, new ReferenceConfig(folder.toString(), config));
        String file = className.startsWith("CLIP") ? "model" : "diffusion_pytorch_model";
        SafetensorsWriter.write(
                folder.resolve(file + ".safetensors"),
                tensors,
                Map.of("format", "pt"),
                new TensorStream(random, tensors));
    }

    /** The weights that a component of that class and config has, by name. */
    Map<String, TensorInfo> tensors(String className, ReferenceConfig config) {
        Provider<?, ?> provider = KINDS.stream()
                .flatMap(kind -> providers.findByReferenceClass(kind, className).stream())
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("no part here reads the class '" + className + "'"));
        Part<?> part = Part.of(provider, provider.fromReference(config));
        Map<String, TensorInfo> tensors = new TreeMap<>();
        WeightShapes.of(weights -> part.create(
                        Object.class,
                        new PartContext(new Device("meta"), dtype, weights, attention(), Optional.empty())))
                .forEach((name, shape) -> tensors.put(name, new TensorInfo(dtype, shape)));
        return tensors;
    }

    private AttentionKernel attention() {
        AttentionProvider<?> provider =
                providers.find(AttentionProvider.class, "auto").orElseThrow();
        return Part.ofDefaults(provider).create(AttentionKernel.class, PartContext.bare(new Device("meta"), dtype));
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    throw new ConfigurationException(folder + " is not empty; name a new folder");
                }
            }
        }
    }

    private static List<Class<? extends Provider<?, ?>>> kinds() {
        return List.of(raw(BackboneProvider.class), raw(AutoencoderProvider.class), raw(TextEncoderProvider.class));
    }

    @SuppressWarnings("unchecked") // a class literal has no type arguments
    private static Class<? extends Provider<?, ?>> raw(Class<?> kind) {
        return (Class<? extends Provider<?, ?>>) kind;
    }
}
