package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.settings.Suggestion;
import java.util.Map;
import java.util.TreeMap;

/** The config files of published models, which are kept as resources. */
public final class PublishedModels {
    private static final Map<String, String> FOLDERS = new TreeMap<>(Map.of("sd15", "sd1", "sd21", "sd2"));

    private PublishedModels() {}

    /**
     * The content of a model's config files by their paths in a diffusers folder: {@code unet/config.json}.
     *
     * @param model {@code sd15} or {@code sd21}
     * @throws ConfigurationException if no such model is known
     */
    public static Map<String, Map<String, Object>> configFiles(String model) {
        String folder = FOLDERS.get(model);
        if (folder == null) {
            throw new ConfigurationException(
                    "no model family '%s'%s".formatted(model, Suggestion.phrase(model, "known", FOLDERS.keySet())));
        }
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
}
