package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.settings.Suggestion;
import io.diffusion4j.core.tensor.DType;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The config files of published models, which are kept as resources. */
public final class PublishedModels {
    private static final Map<String, Published> MODELS = new TreeMap<>(Map.of(
            "sd15", new Published("sd1", DType.FLOAT16),
            "sd21", new Published("sd2", DType.FLOAT16),
            "dit-xl-2-256", new Published("dit-xl-2-256", DType.FLOAT32),
            "pixart-alpha-xl-2-1024", new Published("pixart-alpha-xl-2-1024", DType.FLOAT32),
            "sd3-medium", new Published("sd3-medium", DType.FLOAT16),
            "flux1-dev", new Published("flux1-dev", DType.BFLOAT16),
            "flux1-schnell", new Published("flux1-schnell", DType.BFLOAT16)));

    /** @param folder of the resources @param dtype that the weights were published in */
    private record Published(String folder, DType dtype) {}

    private PublishedModels() {}

    /** The names of the models that are known. */
    public static Set<String> names() {
        return MODELS.keySet();
    }

    /** What the model's weights were published in. @throws ConfigurationException if no such model is known */
    public static DType dtype(String model) {
        return require(model).dtype();
    }

    /**
     * The content of a model's config files by their paths in a diffusers folder: {@code unet/config.json}.
     *
     * @param model {@code sd15} or another of {@link #names}
     * @throws ConfigurationException if no such model is known
     */
    public static Map<String, Map<String, Object>> configFiles(String model) {
        String folder = require(model).folder();
        Map<String, Object> index = ConfigFiles.resource(folder + "/model_index.json");
        Map<String, Map<String, Object>> files = new TreeMap<>();
        files.put("model_index.json", index);
        for (String component : ModelIndex.of(model, index).classes().keySet()) {
            String resource = folder + "/" + component + ".json";
            if (PublishedModels.class.getResource(resource) != null) {
                String file = component.equals("scheduler") ? "scheduler_config.json" : "config.json";
                files.put(component + "/" + file, ConfigFiles.resource(resource));
            }
        }
        return files;
    }

    private static Published require(String model) {
        Published published = MODELS.get(model);
        if (published == null) {
            throw new ConfigurationException(
                    "no model family '%s'%s".formatted(model, Suggestion.phrase(model, "known", MODELS.keySet())));
        }
        return published;
    }
}
