package io.diffusion4j.core.settings;

import java.util.Locale;

/** How Java names read in YAML and in messages. */
final class SettingName {
    private SettingName() {}

    /** {@code negativePrompt} is {@code negative-prompt}. */
    static String key(String component) {
        return words(component, "-");
    }

    /** {@code SGM_UNIFORM} is {@code sgm-uniform}. */
    static String constant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code TextEncoderProvider} is a text encoder. */
    static String kind(Class<?> providerInterface) {
        return words(providerInterface.getSimpleName().replaceFirst("Provider$", ""), " ");
    }

    private static String words(String camelCase, String between) {
        return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", between).toLowerCase(Locale.ROOT);
    }
}
