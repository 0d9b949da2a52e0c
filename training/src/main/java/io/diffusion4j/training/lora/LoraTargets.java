package io.diffusion4j.training.lora;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.settings.Suggestion;
import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.core.weights.TensorSource;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the layers that are changed by the ends of their names. */
final class LoraTargets {
    private static final String WEIGHT = ".weight";

    private LoraTargets() {}

    /**
     * The layers with such names and the shapes of their weights.
     *
     * @throws ConfigurationException naming patterns that fit no layer, with what is near
     */
    static Map<String, TensorInfo> find(TensorSource weights, Collection<String> patterns) {
        Map<String, TensorInfo> layers = new TreeMap<>();
        for (String name : weights.names()) {
            if (name.endsWith(WEIGHT) && weights.info(name).shape().size() > 1) {
                layers.put(name.substring(0, name.length() - WEIGHT.length()), weights.info(name));
            }
        }
        Map<String, TensorInfo> chosen = new TreeMap<>();
        for (String pattern : patterns) {
            Pattern compiled = pattern(pattern);
            Map<String, TensorInfo> fitting = new TreeMap<>(layers);
            fitting.keySet().removeIf(layer -> !compiled.matcher(layer).matches());
            if (fitting.isEmpty()) {
                throw new ConfigurationException("task.targets: no layer of %s has a name that ends with '%s'"
                                .formatted(weights.location(), pattern)
                        + Suggestion.phrase(pattern, "names end with", ends(layers.keySet())));
            }
            chosen.putAll(fitting);
        }
        return chosen;
    }

    private static Pattern pattern(String text) {
        String anything = Pattern.quote(text).replace("*", "\\E.*\\Q");
        return Pattern.compile("(.*\\.)?" + anything);
    }

    /** The last part of each name, with the one before it where it is a number: {@code to_out.0}. */
    private static Set<String> ends(Set<String> layers) {
        Pattern end = Pattern.compile("(?:.*\\.)?([^.]*\\D[^.]*(?:\\.\\d+)*)");
        return layers.stream()
                .map(layer -> end.matcher(layer).replaceFirst("$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
