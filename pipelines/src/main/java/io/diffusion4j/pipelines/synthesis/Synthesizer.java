package io.diffusion4j.pipelines.synthesis;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.autoencoder.AutoencoderProvider;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.checkpoint.PublishedModel;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.IoReason;
import io.diffusion4j.core.pipeline.PipelineProvider;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.core.settings.Suggestion;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.text.TextEncoderProvider;
import io.diffusion4j.core.weights.SafetensorsWriter;
import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.core.weights.WeightShapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Device;

/**
 * Writes complete diffusers folders of published architectures with random weights, so that speed and memory can be
 * measured without a download. The weights a model has are those that its own constructor asks for.
 */
public final class Synthesizer {
    private static final List<Class<? extends Provider<?, ?>>> KINDS = kinds();

    private static final String INDEX = "model_index.json";
    /** The library of text encoders, whose weights have a file name of their own. */
    private static final String TRANSFORMERS = "transformers";

    private final Providers providers;
    private final Optional<DType> dtype;
    private final RandomWeights random;

    /** @param dtype of the stored weights; what each model was published in if empty @param seed gives the same weights every time */
    public Synthesizer(Providers providers, Optional<DType> dtype, long seed) {
        Natives.start();
        this.providers = providers;
        this.dtype = dtype;
        this.random = new RandomWeights(seed);
    }

    /**
     * @param model the name of a {@link PublishedModel} that a family knows
     * @param without names of components to leave out, such as the largest text encoder
     * @param folder is made; must be empty or missing
     * @throws ConfigurationException if there is no such model or no such component
     * @throws OutputException if it cannot be written
     */
    public void write(String model, Set<String> without, Path folder) {
        PublishedModel published = published(model);
        Map<String, Map<String, Object>> files = published.configFiles();
        leaveOut(model, without, files);
        write(files, dtype.orElse(published.dtype()), folder);
    }

    private PublishedModel published(String name) {
        Map<String, PublishedModel> known = new TreeMap<>();
        providers.all(PipelineProvider.class).stream()
                .flatMap(family -> family.publishedModels().stream())
                .forEach(model -> known.putIfAbsent(model.name(), model));
        if (!known.containsKey(name)) {
            throw new ConfigurationException(
                    "no published model '%s'%s".formatted(name, Suggestion.phrase(name, "known", known.keySet())));
        }
        return known.get(name);
    }

    /** As the reference does: the index keeps the name and tells that nothing is there. */
    private static void leaveOut(String model, Set<String> without, Map<String, Map<String, Object>> files) {
        Map<String, Object> index = files.get(INDEX);
        Set<String> known = new TreeSet<>(index.keySet());
        known.removeIf(name -> !(index.get(name) instanceof List<?>));
        for (String component : without) {
            if (!known.contains(component)) {
                throw new ConfigurationException("%s has no component '%s' to leave out%s"
                        .formatted(model, component, Suggestion.phrase(component, "it has", known)));
            }
            index.put(component, Arrays.asList(null, null));
            files.keySet().removeIf(file -> file.startsWith(component + "/"));
        }
    }

    /**
     * The same for an architecture of your own.
     *
     * @param files the content of config files by their paths in the folder, {@code model_index.json} among them
     * @param stored dtype of all weights
     * @param folder is made; must be empty or missing
     * @throws OutputException if it cannot be written
     */
    public void write(Map<String, Map<String, Object>> files, DType stored, Path folder) {
        try {
            requireEmpty(folder);
            for (String name : files.keySet()) {
                Path file = folder.resolve(name);
                Files.createDirectories(file.getParent());
                Files.writeString(file, SettingsJson.toJson(files.get(name)));
            }
            for (Map.Entry<String, Object> entry : files.get(INDEX).entrySet()) {
                if (entry.getValue() instanceof List<?> pair && pair.get(1) instanceof String className) {
                    Path component = folder.resolve(entry.getKey());
                    TokenizerFiles.write(className, component);
                    Map<String, Object> config = files.get(entry.getKey() + "/config.json");
                    if (config != null) {
                        writeWeights(component, pair.get(0).equals(TRANSFORMERS), className, config, stored);
                    }
                }
            }
        } catch (IOException e) {
            throw new OutputException("cannot write to " + folder + ": " + IoReason.of(e), e);
        }
    }

    private void writeWeights(
            Path folder, boolean transformers, String className, Map<String, Object> config, DType stored) {
        Map<String, TensorInfo> tensors = tensors(className, new ReferenceConfig(folder.toString(), config), stored);
        String file = transformers ? "model" : "diffusion_pytorch_model";
        SafetensorsWriter.write(
                folder.resolve(file + ".safetensors"),
                tensors,
                Map.of("format", "pt"),
                new TensorStream(random, tensors));
    }

    /** The weights that a component of that class and config has, by name. */
    public Map<String, TensorInfo> tensors(String className, ReferenceConfig config, DType stored) {
        Provider<?, ?> provider = KINDS.stream()
                .flatMap(kind -> providers.findByReferenceClass(kind, className).stream())
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("no part here reads the class '" + className + "'"));
        Part<?> part = Part.of(provider, provider.fromReference(config));
        Map<String, TensorInfo> tensors = new TreeMap<>();
        WeightShapes.of(weights -> part.create(
                        Object.class,
                        new PartContext(new Device("meta"), stored, weights, attention(stored), Optional.empty())))
                .forEach((name, shape) -> tensors.put(name, new TensorInfo(stored, shape)));
        return tensors;
    }

    private AttentionKernel attention(DType stored) {
        AttentionProvider<?> provider =
                providers.find(AttentionProvider.class, "auto").orElseThrow();
        return Part.ofDefaults(provider).create(AttentionKernel.class, PartContext.bare(new Device("meta"), stored));
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
