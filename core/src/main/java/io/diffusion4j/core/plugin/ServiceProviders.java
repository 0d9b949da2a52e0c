package io.diffusion4j.core.plugin;

import io.diffusion4j.core.error.PluginException;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.spi.Service;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The services that {@link ServiceLoader} finds on the class path, for hosts without plugin folders. Each kind is looked
 * up on first use; one that cannot be used is a {@link PluginException} then.
 */
public final class ServiceProviders implements Providers {
    private final ClassLoader loader;
    private final Map<Class<?>, List<Service>> found = new ConcurrentHashMap<>();

    public ServiceProviders(ClassLoader loader) {
        this.loader = loader;
    }

    /** Those that the class loader of Diffusion4J itself sees. */
    public static ServiceProviders ofClassPath() {
        return new ServiceProviders(ServiceProviders.class.getClassLoader());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <P extends Service> List<P> all(Class<P> kind) {
        return (List<P>) found.computeIfAbsent(kind, k -> lookUp(kind));
    }

    private List<Service> lookUp(Class<? extends Service> kind) {
        ClassPathServices scan = ClassPathServices.of(kind, loader);
        scan.faults().stream().findFirst().ifPresent(fault -> {
            throw new PluginException(fault.location() + ": " + fault.cause().getMessage(), fault.cause());
        });
        return scan.services().stream()
                .sorted(Comparator.comparing(Found::type))
                .map(Found::service)
                .toList();
    }
}
