package io.diffusion4j.training.data;

import java.util.Map;

/**
 * What is said of a picture.
 *
 * @param text the caption
 * @param attributes the attributes that the text names, as far as the data set knows them: {@code time} to
 *     {@code sunset}; a part of {@link DataSet#attributes}
 */
public record Caption(String text, Map<String, String> attributes) {
    public Caption {
        attributes = Map.copyOf(attributes);
    }

    public static Caption of(String text) {
        return new Caption(text, Map.of());
    }
}
