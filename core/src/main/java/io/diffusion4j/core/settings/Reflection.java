package io.diffusion4j.core.settings;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;

/** What is done to records whose types are known only at run time. Exceptions of the records themselves come through. */
final class Reflection {
    private Reflection() {}

    private interface Call {
        Object run() throws ReflectiveOperationException;
    }

    static Object get(RecordComponent component, Record record) {
        Method accessor = open(component.getAccessor());
        return unwrap(() -> accessor.invoke(record));
    }

    /** The result of the static {@code defaults()}, if the record has that method. */
    static Optional<Record> defaults(Class<? extends Record> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("defaults")
                        && method.getParameterCount() == 0
                        && Modifier.isStatic(method.getModifiers()))
                .findFirst()
                .map(method -> type.cast(unwrap(() -> open(method).invoke(null))));
    }

    static Record construct(Class<? extends Record> type, Object[] values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        return type.cast(unwrap(() -> open(type.getDeclaredConstructor(types)).newInstance(values)));
    }

    private static <A extends AccessibleObject> A open(A member) {
        member.setAccessible(true);
        return member;
    }

    private static Object unwrap(Call call) {
        try {
            return call.run();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
