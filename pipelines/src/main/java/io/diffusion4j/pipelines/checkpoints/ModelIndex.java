package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.error.CheckpointException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a {@code model_index.json} says.
 *
 * @param pipelineClass its {@code _class_name}
 * @param classes the class of each component that the model has
 */
public record ModelIndex(String pipelineClass, Map<String, String> classes) {
    private static final Pattern NAME = Pattern.compile("\\w[\\w-]*");

    static ModelIndex read(Path file) {
        return of(file.toString(), ConfigFiles.read(file));
    }

    static ModelIndex of(String location, Map<String, Object> json) {
        if (!(json.get("_class_name") instanceof String pipelineClass)) {
            throw new CheckpointException(location + ": there is no _class_name; this is not a pipeline's index");
        }
        Map<String, String> classes = new TreeMap<>();
        json.forEach((name, value) -> {
            if (value instanceof List<?> pair) {
                addComponent(location, classes, name, pair);
            }
        });
        return new ModelIndex(pipelineClass, classes);
    }

    private static void addComponent(String location, Map<String, String> classes, String name, List<?> pair) {
        if (pair.size() != 2 || !NAME.matcher(name).matches()) {
            throw new CheckpointException(
                    location + ": the entry '" + name + "' is not a component's library and class: " + pair);
        }
        if (pair.get(1) instanceof String className) {
            classes.put(name, className);
        }
    }
}
