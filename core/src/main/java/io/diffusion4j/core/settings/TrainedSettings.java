package io.diffusion4j.core.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Compares what settings say of a model's training with what its checkpoint says. */
final class TrainedSettings {
    private TrainedSettings() {}

    /**
     * The settings of a {@link Trained} type that differ, by their YAML keys joined by dots.
     *
     * @param trained of the same type as {@code chosen}
     * @return sentences: {@code noise.schedule is cosine, but the checkpoint was trained with scaled-linear}
     */
    static List<String> contradictions(Record chosen, Record trained) {
        Map<String, Object> wanted = leaves(chosen);
        Map<String, Object> had = leaves(trained);
        List<String> sentences = new ArrayList<>();
        wanted.forEach((key, value) -> {
            if (!Objects.equals(value, had.get(key))) {
                String other =
                        Optional.ofNullable(had.get(key)).map(String::valueOf).orElse("none");
                sentences.add(key + " is " + value + ", but the checkpoint was trained with " + other);
            }
        });
        return sentences;
    }

    private static Map<String, Object> leaves(Record settings) {
        Map<String, Object> leaves = new LinkedHashMap<>();
        Map<String, Object> written = SettingsMap.of(settings);
        for (var component : settings.getClass().getRecordComponents()) {
            if (component.getType().isAnnotationPresent(Trained.class)) {
                String key = SettingName.key(component.getName());
                collect(key, written.get(key), leaves);
            }
        }
        return leaves;
    }

    private static void collect(String key, Object value, Map<String, Object> leaves) {
        if (value instanceof Map<?, ?> block) {
            block.forEach((name, inner) -> collect(key + "." + name, inner, leaves));
        } else {
            leaves.put(key, value);
        }
    }
}
