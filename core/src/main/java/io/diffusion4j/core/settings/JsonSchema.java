package io.diffusion4j.core.settings;

import io.diffusion4j.core.spi.Providers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The JSON Schema (2020-12) of a settings record, for editors. */
public final class JsonSchema {
    private JsonSchema() {}

    /** @param providers the choices of each {@link Part}. @return a plain map, the same for the same record and providers */
    public static Map<String, Object> of(Class<? extends Record> settings, Providers providers) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        SchemaScope scope = SchemaScope.start(providers);
        schema.putAll(new RecordType(settings).schema(scope, Optional.empty()));
        schema.putAll(scope.definitions());
        return Collections.unmodifiableMap(schema);
    }
}
