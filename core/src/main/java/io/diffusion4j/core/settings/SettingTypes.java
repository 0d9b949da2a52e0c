package io.diffusion4j.core.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the {@link SettingType} of a Java type. */
final class SettingTypes {
    private static final Map<Class<?>, SettingType> SCALARS = Map.of(
            String.class, new TextType(),
            boolean.class, new BooleanType(),
            Boolean.class, new BooleanType(),
            int.class, IntegerType.INT,
            Integer.class, IntegerType.INT,
            long.class, IntegerType.LONG,
            Long.class, IntegerType.LONG,
            double.class, new DecimalType(),
            Double.class, new DecimalType(),
            Path.class, new PathType());

    private SettingTypes() {}

    static SettingType of(Type type) {
        return type instanceof ParameterizedType generic ? generic(generic) : plain(type);
    }

    private static SettingType plain(Type type) {
        if (SCALARS.containsKey(type)) {
            return SCALARS.get(type);
        }
        if (type instanceof Class<?> javaClass && javaClass.isEnum()) {
            return new EnumType(javaClass);
        }
        if (type instanceof Class<?> javaClass && javaClass.isRecord()) {
            return new RecordType(javaClass.asSubclass(Record.class));
        }
        throw unknown(type);
    }

    private static SettingType generic(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        Type raw = type.getRawType();
        if (raw == Optional.class) {
            return new OptionalType(of(arguments[0]));
        }
        if (raw == List.class) {
            return new ListType(of(arguments[0]));
        }
        if (raw == Map.class && arguments[0] == String.class) {
            return new MapType(of(arguments[1]));
        }
        if (raw == Part.class) {
            return new PartType(PartType.kind(arguments[0]), Optional.empty());
        }
        throw unknown(type);
    }

    private static IllegalStateException unknown(Type type) {
        return new IllegalStateException("settings cannot have components of type " + type.getTypeName());
    }
}
