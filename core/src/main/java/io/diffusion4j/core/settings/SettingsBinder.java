package io.diffusion4j.core.settings;

import io.diffusion4j.core.spi.Providers;
import java.util.Optional;

/**
 * Makes settings records of documents. A component {@code clipSkip} is the key {@code clip-skip}. Keys that are left out
 * have the values of the record's static {@code defaults()}; without that method they are required, unless they are
 * optional or records that have defaults of their own.
 *
 * <p>Components may be of type String, boolean, int, long, double, Path, an enum (lower-case with hyphens), a record, a
 * {@link Part}, and Optional, List and {@code Map<String, ...>} of these.
 */
public final class SettingsBinder {
    private final Providers providers;

    /** @param providers what {@code type:} chooses from */
    public SettingsBinder(Providers providers) {
        this.providers = providers;
    }

    /** @throws io.diffusion4j.core.error.ConfigurationException with every problem of the document, one line each */
    public <R extends Record> R bind(YamlDocument document, Class<R> type) {
        Reading reading = Reading.start(providers, "", Optional.empty());
        Optional<Object> bound = new RecordType(type).read(document.root(), reading);
        reading.finish();
        return type.cast(bound.orElseThrow());
    }
}
