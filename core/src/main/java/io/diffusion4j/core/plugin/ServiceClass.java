package io.diffusion4j.core.plugin;

import io.diffusion4j.core.error.PluginException;
import io.diffusion4j.core.spi.Service;
import io.diffusion4j.core.spi.SpiVersion;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;

/** A class that a plugin's service file names, on its way to an instance. */
record ServiceClass(Class<? extends Service> kind, Class<?> implementation) {
    /** @param kind the interface that the service file is named after */
    static ServiceClass find(String kind, String className, ClassLoader loader) {
        Class<? extends Service> service = kind(kind, loader);
        try {
            return new ServiceClass(service, Class.forName(className, false, loader));
        } catch (ClassNotFoundException e) {
            throw new PluginException(
                    "META-INF/services/%s names the class %s, which is not in the plugin".formatted(kind, className),
                    e);
        } catch (LinkageError e) {
            throw ForeignCode.failure("loading " + className, e);
        }
    }

    Service create() {
        String name = implementation.getName();
        if (!kind.isAssignableFrom(implementation)) {
            throw new PluginException("%s is listed in META-INF/services/%s but does not implement that interface"
                    .formatted(name, kind.getName()));
        }
        return kind.cast(ForeignCode.call("the constructor of " + name, constructor(name)::newInstance));
    }

    private Constructor<?> constructor(String name) {
        int modifiers = implementation.getModifiers();
        if (!Modifier.isPublic(modifiers) || Modifier.isAbstract(modifiers)) {
            throw new PluginException(name + " must be a public class that is not abstract");
        }
        try {
            return implementation.getConstructor();
        } catch (NoSuchMethodException e) {
            throw new PluginException(name + " has no public constructor without parameters; add one", e);
        } catch (LinkageError e) {
            throw ForeignCode.failure("loading " + name, e);
        }
    }

    private static Class<? extends Service> kind(String name, ClassLoader loader) {
        try {
            Class<?> kind = Class.forName(name, false, loader);
            if (kind.isInterface() && Service.class.isAssignableFrom(kind)) {
                return kind.asSubclass(Service.class);
            }
        } catch (ClassNotFoundException e) {
            throw unknown(name, e);
        }
        throw unknown(name, null);
    }

    private static PluginException unknown(String name, Throwable cause) {
        return new PluginException(
                "META-INF/services/%s names no service interface of Diffusion4J (SPI %s); correct the file's name"
                        .formatted(name, SpiVersion.CURRENT),
                cause);
    }
}
