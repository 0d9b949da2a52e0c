package io.diffusion4j.pipelines.assembly;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.spi.Provider;
import java.util.List;
import java.util.TreeSet;

/** The providers of one kind, looked up by the class name that a checkpoint gives a component. */
record ByClass<P extends Provider<?, ?>>(String kind, List<P> providers) {
    P require(String className, String location) {
        return providers.stream()
                .filter(p -> p.referenceClasses().contains(className))
                .findFirst()
                .orElseThrow(
                        () -> new CheckpointException("%s: no %s reads the class '%s'; known: %s; a plugin can add it"
                                .formatted(location, kind, className, known())));
    }

    private String known() {
        TreeSet<String> names = new TreeSet<>();
        providers.forEach(p -> names.addAll(p.referenceClasses()));
        return String.join(", ", names);
    }
}
