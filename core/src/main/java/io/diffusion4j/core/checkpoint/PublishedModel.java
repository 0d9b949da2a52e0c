package io.diffusion4j.core.checkpoint;

import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.core.tensor.DType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A published model's architecture, known without its weights. The configs are resources in a folder of the model's name:
 * {@code model_index.json}, and {@code vae.json} and the like for each component that has one.
 *
 * @param name unique among the models of all families: lower-case letters, digits, {@code .} and {@code -}
 * @param dtype that the weights were published in
 * @param owner a class beside which the folder lies
 */
public record PublishedModel(String name, DType dtype, Class<?> owner) {
    /** What the component was published with. */
    public ReferenceConfig config(String component) {
        return ReferenceConfigs.resource(owner, resource(component));
    }

    /** The content of all config files by their paths in a diffusers folder, {@code vae/config.json}. The caller's own. */
    public Map<String, Map<String, Object>> configFiles() {
        Map<String, Object> index = config("model_index").values();
        Map<String, Map<String, Object>> files = new TreeMap<>();
        files.put("model_index.json", new TreeMap<>(index));
        for (String component : index.keySet()) {
            boolean hasConfig =
                    index.get(component) instanceof List<?> && owner.getResource(resource(component)) != null;
            if (hasConfig) {
                String file = component.equals("scheduler") ? "scheduler_config.json" : "config.json";
                files.put(
                        component + "/" + file, new TreeMap<>(config(component).values()));
            }
        }
        return files;
    }

    private String resource(String component) {
        return name + "/" + component + ".json";
    }
}
