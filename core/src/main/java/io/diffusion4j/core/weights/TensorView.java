package io.diffusion4j.core.weights;

import io.diffusion4j.core.error.CheckpointException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Tensor;

/** Tensors of other sources under other names, in other shapes, or only some of them. Closing it closes those sources. */
public final class TensorView implements TensorSource {
    private final String location;
    private final Map<String, TensorPart> parts;
    private final List<TensorSource> owned;

    private TensorView(String location, Map<String, TensorPart> parts, List<TensorSource> owned) {
        this.location = location;
        this.parts = Map.copyOf(parts);
        this.owned = List.copyOf(owned);
    }

    /** @param owned the sources to close with the view */
    public static TensorView of(String location, Map<String, TensorPart> parts, List<TensorSource> owned) {
        return new TensorView(location, parts, owned);
    }

    /**
     * Each tensor under the names, and as the views, that a function gives for it.
     *
     * @param views the views of a tensor by new name; an empty map leaves it out
     * @throws CheckpointException if two views get one name
     */
    public static TensorView mapped(TensorSource source, Function<TensorPart, Map<String, TensorPart>> views) {
        Map<String, TensorPart> parts = new HashMap<>();
        for (String name : source.names()) {
            views.apply(TensorPart.of(source, name)).forEach((to, part) -> add(source.location(), parts, to, part));
        }
        return new TensorView(source.location(), parts, List.of(source));
    }

    /** The tensors under new names; an empty one leaves the tensor out. @throws CheckpointException if two get one name */
    public static TensorView renamed(TensorSource source, Function<String, Optional<String>> newName) {
        return mapped(
                source,
                part -> newName.apply(part.name()).map(to -> Map.of(to, part)).orElse(Map.of()));
    }

    /** The tensors below {@code prefix + "."}, without that prefix. */
    public static TensorView below(TensorSource source, String prefix) {
        String start = prefix + ".";
        return renamed(
                source,
                name -> name.startsWith(start) ? Optional.of(name.substring(start.length())) : Optional.empty());
    }

    /** Only the tensors with such names. */
    public static TensorView keeping(TensorSource source, Predicate<String> wanted) {
        return renamed(source, name -> Optional.of(name).filter(wanted));
    }

    /** All tensors of all sources. @throws CheckpointException if two sources have one name */
    public static TensorView union(String location, List<? extends TensorSource> sources) {
        Map<String, TensorPart> parts = new HashMap<>();
        for (TensorSource source : sources) {
            source.names().forEach(name -> add(location, parts, name, TensorPart.of(source, name)));
        }
        return new TensorView(location, parts, List.copyOf(sources));
    }

    private static void add(String location, Map<String, TensorPart> parts, String name, TensorPart part) {
        TensorPart other = parts.put(name, part);
        if (other != null) {
            throw new CheckpointException(location + ": two tensors stand for '" + name + "': " + other.name() + " in "
                    + other.source().location() + " and " + part.name() + " in "
                    + part.source().location());
        }
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public Set<String> names() {
        return parts.keySet();
    }

    @Override
    public TensorInfo info(String name) {
        return part(name).info();
    }

    @Override
    public Tensor open(String name) {
        return part(name).open();
    }

    @Override
    public void copyTo(String name, Tensor target) {
        part(name).copyTo(target);
    }

    @Override
    public void close() {
        owned.forEach(TensorSource::close);
    }

    private TensorPart part(String name) {
        TensorPart part = parts.get(name);
        if (part == null) {
            throw new CheckpointException(location + ": there is no tensor '" + name + "'");
        }
        return part;
    }
}
