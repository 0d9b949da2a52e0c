package io.diffusion4j.core.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A numeric type of JSON Schema with a {@link Range}. */
final class SchemaLimits {
    private SchemaLimits() {}

    static Map<String, Object> of(String type, Optional<Range> range) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        range.map(Range::min).filter(Double::isFinite).ifPresent(min -> schema.put("minimum", plain(min)));
        range.map(Range::max).filter(Double::isFinite).ifPresent(max -> schema.put("maximum", plain(max)));
        return schema;
    }

    private static Number plain(double x) {
        if (x == Math.rint(x) && Math.abs(x) < 1e15) {
            return (long) x;
        }
        return x;
    }

    /** JSON has no infinity. */
    static boolean hasNoInfinity(Object plain) {
        return !(plain instanceof Double number) || Double.isFinite(number);
    }
}
