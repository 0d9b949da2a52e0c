package io.diffusion4j.core.plugin;

import io.diffusion4j.core.error.PluginException;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.spi.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The services of the class path and of plugin folders. A plugin is a jar in such a folder, or a sub-folder whose jars
 * belong together. Each has a class loader of its own, which takes {@code io.diffusion4j.core}, {@code org.bytedeco} and
 * {@code org.slf4j} from the host and all else from the plugin. One that cannot be used is left out, logged, and
 * explained in {@link #reports()}; where two services have one name, the class path comes before the folders, and an
 * earlier plugin before a later one.
 *
 * <p>Safe for several threads at once.
 */
public final class Plugins implements Providers, AutoCloseable {
    private final ClassLoader host;
    private final Map<Class<? extends Service>, ClassPathServices> classPath = new ConcurrentHashMap<>();
    private final Map<Class<?>, List<Service>> all = new ConcurrentHashMap<>();
    private final List<Candidate> candidates = new ArrayList<>();

    private Plugins(ClassLoader host) {
        this.host = host;
    }

    /**
     * Loads every plugin in these folders. No plugin makes this fail.
     *
     * @param folders searched in this order, the files of each sorted by name
     */
    public static Plugins load(List<Path> folders) {
        return load(folders, Plugins.class.getClassLoader());
    }

    static Plugins load(List<Path> folders, ClassLoader host) {
        Plugins plugins = new Plugins(host);
        folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .distinct()
                .forEach(plugins::add);
        return plugins;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <P extends Service> List<P> all(Class<P> kind) {
        return (List<P>) all.computeIfAbsent(
                kind,
                k -> found(kind)
                        .sorted(Comparator.comparing(Found::type))
                        .map(Found::service)
                        .toList());
    }

    /** What the class path offers, then each plugin in the order of loading, with the reason if it is left out. */
    public List<PluginReport> reports() {
        return Stream.concat(
                        ClassPathReports.of(
                                Kinds.ALL.stream().map(this::classPath).toList())
                                .stream(),
                        candidates.stream().map(Candidate::report))
                .toList();
    }

    /** Closes the plugins' jars. Everything that was made by them must have been closed before. */
    @Override
    public void close() {
        candidates.forEach(candidate -> candidate.plugin().ifPresent(LoadedPlugin::close));
    }

    private void add(Path folder) {
        try {
            PluginFiles.in(folder).forEach(files -> candidates.add(Candidate.load(files, host, this::checkDistinct)));
        } catch (PluginException e) {
            candidates.add(Candidate.failed(folder, e));
        }
    }

    private void checkDistinct(LoadedPlugin plugin) {
        plugin.services()
                .forEach(service -> service.checkDistinct(found(service.kind()).toList()));
    }

    private Stream<Found> found(Class<? extends Service> kind) {
        Stream<Found> loaded = candidates.stream()
                .flatMap(candidate -> candidate.plugin().stream())
                .flatMap(plugin -> plugin.services().stream())
                .filter(service -> service.kind() == kind);
        return Stream.concat(classPath(kind).services().stream(), loaded);
    }

    private ClassPathServices classPath(Class<? extends Service> kind) {
        return classPath.computeIfAbsent(kind, k -> ClassPathServices.of(k, host));
    }
}
