package io.diffusion4j.pipelines.adapters;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.core.weights.SafetensorsFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file's header says of the adapter: diffusers writes the settings of PEFT there.
 *
 * @param alphas by component
 */
record AdapterMetadata(Map<String, Double> alphas) {
    private static final String KEY = "lora_adapter_metadata";
    private static final String ALPHA = ".lora_alpha";

    AdapterMetadata {
        alphas = Map.copyOf(alphas);
    }

    /** @throws CheckpointException if it asks for what is not supported */
    static AdapterMetadata of(SafetensorsFile file) {
        String location = file.location();
        Map<String, Object> settings =
                SettingsJson.fromJson(location + ": " + KEY, file.metadata().getOrDefault(KEY, "{}"));
        Map<String, Double> alphas = new HashMap<>();
        settings.forEach((key, value) -> {
            if (key.endsWith(ALPHA) && value instanceof Number alpha) {
                alphas.put(key.substring(0, key.length() - ALPHA.length()), alpha.doubleValue());
            }
            if (isSet(value) && key.matches("(.*\\.)?(use_rslora|use_dora|alpha_pattern)")) {
                throw new CheckpointException(
                        location + ": '" + key + "' in the file's header is not supported; LoRA with one alpha is");
            }
        });
        return new AdapterMetadata(alphas);
    }

    private static boolean isSet(Object value) {
        return Boolean.TRUE.equals(value)
                || value instanceof Map<?, ?> map && !map.isEmpty()
                || value instanceof Collection<?> list && !list.isEmpty();
    }

    /** Of the first component that has one. */
    Optional<Double> alpha(List<String> components) {
        return components.stream()
                .flatMap(component -> Optional.ofNullable(alphas.get(component)).stream())
                .findFirst();
    }
}
