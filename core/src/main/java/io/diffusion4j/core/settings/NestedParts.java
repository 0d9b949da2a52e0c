package io.diffusion4j.core.settings;

import io.diffusion4j.core.spi.Provider;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lays a checkpoint's config under the parts in a part's settings that are of the same kind as the part itself. */
record NestedParts(Class<?> kind, ReferenceConfig config) {
    static NestedParts of(Provider<?, ?> around, ReferenceConfig config) {
        return new NestedParts(kind(around.getClass()), config);
    }

    Record over(Record settings) {
        RecordComponent[] components = settings.getClass().getRecordComponents();
        Object[] before = Arrays.stream(components)
                .map(component -> Reflection.get(component, settings))
                .toArray();
        Object[] after = Arrays.stream(before).map(this::over).toArray();
        return Arrays.equals(before, after) ? settings : Reflection.construct(settings.getClass(), after);
    }

    private Object over(Object value) {
        if (value instanceof Part<?> part) {
            return kind.isInstance(part.provider()) ? part.over(Optional.of(config)) : part;
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(this::over);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::over).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> changed = new LinkedHashMap<>();
            map.forEach((key, item) -> changed.put(key, over(item)));
            return changed;
        }
        return value instanceof Record block ? over(block) : value;
    }

    /** The interface that makes it a provider of its kind: {@code SchedulerProvider}. */
    private static Class<?> kind(Class<?> provider) {
        for (Class<?> type = provider; type != null; type = type.getSuperclass()) {
            for (Class<?> candidate : type.getInterfaces()) {
                if (candidate != Provider.class && Provider.class.isAssignableFrom(candidate)) {
                    return candidate;
                }
            }
        }
        return provider;
    }
}
