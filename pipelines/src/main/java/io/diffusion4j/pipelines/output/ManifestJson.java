package io.diffusion4j.pipelines.output;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.Manifest;
import io.diffusion4j.core.settings.SettingsJson;
import java.util.List;
import java.util.Map;

/** Manifests as JSON; equal manifests are equal texts. */
public final class ManifestJson {
    private ManifestJson() {}

    public static String write(Manifest manifest) {
        return SettingsJson.toJson(Map.of(
                "image", manifest.image(),
                "settings", manifest.settings(),
                "environment", manifest.environment(),
                "warnings", manifest.warnings()));
    }

    /** @param origin where the text comes from, for the message */
    public static Manifest parse(String json, String origin) {
        Map<String, Object> blocks = SettingsJson.fromJson(origin, json);
        return new Manifest(
                block(blocks, "image", origin),
                block(blocks, "settings", origin),
                block(blocks, "environment", origin),
                warnings(blocks));
    }

    /** Older manifests have none. */
    private static List<String> warnings(Map<String, Object> blocks) {
        return blocks.get("warnings") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked") // JSON objects have string keys
    private static Map<String, Object> block(Map<String, Object> blocks, String name, String origin) {
        if (blocks.get(name) instanceof Map<?, ?> block) {
            return (Map<String, Object>) block;
        }
        throw new ConfigurationException(origin + ": its manifest has no '" + name + "' block");
    }
}
