package io.diffusion4j.core.spi;

import java.util.List;
import java.util.Optional;

/** All services there are, from the class path and from plugin jars. Immutable. */
public interface Providers {
    /**
     * All of one kind, sorted by type.
     *
     * @param kind the service interface, for example {@code SchedulerProvider.class} or {@code PipelineProvider.class}
     */
    <P extends Service> List<P> all(Class<P> kind);

    /** The one of that kind and type. */
    default <P extends Service> Optional<P> find(Class<P> kind, String type) {
        return all(kind).stream().filter(p -> p.type().equals(type)).findFirst();
    }

    /** The one that reads config files of that {@code _class_name}. */
    default <P extends Provider<?, ?>> Optional<P> findByReferenceClass(Class<P> kind, String className) {
        return all(kind).stream()
                .filter(p -> p.referenceClasses().contains(className))
                .findFirst();
    }
}
