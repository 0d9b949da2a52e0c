package io.diffusion4j.families.dit;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.settings.ReferenceConfigs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The classes that a model knows.
 *
 * @param classes how many there are; the number after them stands for none
 * @param numbers by lower-case name, where the checkpoint names them; a class may have several names
 */
record ClassNames(int classes, Map<String, Integer> numbers) {
    private static final String INDEX = "model_index.json";
    /** In {@link #INDEX}: numbers, as texts, to names with commas between them. */
    private static final String NAMES = "id2label";

    /** Those of the checkpoint in a folder. */
    static ClassNames of(Path checkpoint, int classes) {
        Map<String, Integer> numbers = new TreeMap<>();
        Path index = checkpoint.resolve(INDEX);
        if (Files.isRegularFile(index)
                && ReferenceConfigs.read(index).value(NAMES).orElse(null) instanceof Map<?, ?> labels) {
            labels.forEach((number, names) -> {
                for (String name : names.toString().split(",")) {
                    numbers.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), Integer.valueOf(number.toString()));
                }
            });
        }
        return new ClassNames(classes, numbers);
    }

    /** The label of no class. */
    int none() {
        return classes;
    }

    /** @param key of the request, for messages @throws ConfigurationException if there is no such class */
    int number(String key, String wanted) {
        String name = wanted.strip().toLowerCase(Locale.ROOT);
        if (numbers.containsKey(name)) {
            return numbers.get(name);
        }
        try {
            int number = Integer.parseInt(name);
            if (number >= 0 && number < classes) {
                return number;
            }
        } catch (NumberFormatException e) {
            // neither a name nor a number
        }
        throw new ConfigurationException(
                "%s: this model makes images of classes, and '%s' is none; give a number from 0 to %d%s"
                        .formatted(key, wanted, classes - 1, numbers.isEmpty() ? "" : ", or a name from its " + INDEX));
    }
}
