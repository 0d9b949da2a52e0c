package io.diffusion4j.core.plugin;

import io.diffusion4j.core.error.PluginException;
import io.diffusion4j.core.spi.Service;
import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The services of one kind that {@link ServiceLoader} finds with the host's class loader, and those that failed. */
record ClassPathServices(List<Found> services, List<Fault> faults) {
    private static final String UNKNOWN = "the class path";

    /** @param location the jar, as far as it is known */
    record Fault(String location, PluginException cause) {}

    static ClassPathServices of(Class<? extends Service> kind, ClassLoader loader) {
        List<Found> services = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        Iterator<? extends ServiceLoader.Provider<? extends Service>> entries =
                ServiceLoader.load(kind, loader).stream().iterator();
        boolean more = true;
        while (more) {
            try {
                more = entries.hasNext();
                if (more) {
                    add(kind, entries.next().type(), services, faults);
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                // The iterator stands behind the bad entry now.
                faults.add(new Fault(UNKNOWN, new PluginException(e.getMessage(), e)));
            }
        }
        return new ClassPathServices(List.copyOf(services), List.copyOf(faults));
    }

    private static void add(
            Class<? extends Service> kind, Class<?> implementation, List<Found> services, List<Fault> faults) {
        String location = location(implementation);
        try {
            Service service = new ServiceClass(kind, implementation).create();
            Found found = Found.describe(kind, service, location);
            found.checkDistinct(services);
            services.add(found);
        } catch (PluginException e) {
            faults.add(new Fault(location, e));
        }
    }

    private static String location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return UNKNOWN;
        }
        String url = source.getLocation().toString();
        return url.startsWith("file:") ? Path.of(URI.create(url)).toString() : url;
    }
}
