package io.diffusion4j.training.measure;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.settings.ReferenceConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shape of a judge.
 *
 * @param imageSize pixels of the square pictures that it looks at
 * @param channels of the image tower's stages, each half as high and wide as the one before; the first a quarter of the
 *     picture
 * @param featureWidth numbers that describe a picture
 * @param projectionWidth numbers in the space that pictures and captions share
 * @param textWidth channels of the text encoder's pooled state
 * @param attributes what it looks for
 */
public record JudgeSettings(
        int imageSize,
        List<Integer> channels,
        int featureWidth,
        int projectionWidth,
        int textWidth,
        Attributes attributes) {
    static final String CLASS_NAME = "Judge";

    public JudgeSettings {
        channels = List.copyOf(channels);
        int most = 4 << Math.max(0, channels.size() - 1);
        if (channels.isEmpty() || imageSize % most != 0 || imageSize == 0) {
            throw new IllegalArgumentException(
                    "pictures of %d pixels cannot be halved for %d stages; use a multiple of %d"
                            .formatted(imageSize, channels.size(), most));
        }
    }

    /** Height and width of the last stage. */
    int grid() {
        return imageSize >> 1 + channels.size();
    }

    /** For {@code config.json}. */
    public Map<String, Object> toConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("_class_name", CLASS_NAME);
        config.put("image_size", imageSize);
        config.put("channels", channels);
        config.put("feature_width", featureWidth);
        config.put("projection_width", projectionWidth);
        config.put("text_width", textWidth);
        config.put("attributes", attributes.values());
        return config;
    }

    static JudgeSettings read(ReferenceConfig config) {
        config.expect("_class_name", CLASS_NAME);
        return new JudgeSettings(
                config.integer("image_size", 128),
                config.integers("channels", 1, 1),
                config.integer("feature_width", 1),
                config.integer("projection_width", 1),
                config.integer("text_width", 1),
                attributes(config));
    }

    private static Attributes attributes(ReferenceConfig config) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (!(config.value("attributes").orElse(null) instanceof Map<?, ?> map)) {
            throw new CheckpointException(config.location() + ": attributes must be an object of lists");
        }
        map.forEach((name, choices) -> {
            if (!(choices instanceof List<?> list)) {
                throw new CheckpointException(config.location() + ": the values of '" + name + "' must be a list");
            }
            values.put(String.valueOf(name), list.stream().map(String::valueOf).toList());
        });
        return Attributes.of(values);
    }
}
