package io.diffusion4j.core.settings;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.diffusion4j.core.error.ConfigurationException;
import java.util.List;

/** Binds texts in tests. */
final class Bindings {
    private Bindings() {}

    static <R extends Record> R bind(Class<R> type, String yaml, String... overrides) {
        return new SettingsBinder(new TestParts())
                .bind(YamlDocument.of("run.yaml", yaml).with(List.of(overrides)), type);
    }

    static List<String> problems(Class<? extends Record> type, String yaml, String... overrides) {
        return catchThrowableOfType(ConfigurationException.class, () -> bind(type, yaml, overrides))
                .problems();
    }
}
