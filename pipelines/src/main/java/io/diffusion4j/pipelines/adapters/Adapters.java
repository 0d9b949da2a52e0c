package io.diffusion4j.pipelines.adapters;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.pipelines.adapters.AdaptedWeights.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The adapters of one model. They are merged as weights are read, so layers know nothing of them and steps cost what they
 * cost without; under block streaming they are merged whenever a block is read.
 */
public final class Adapters implements AutoCloseable {
    private static final int SHOWN = 5;

    private final Checkpoint checkpoint;
    private final List<AdapterFile> files = new ArrayList<>();
    private final List<AdapterSettings> pinned = new ArrayList<>();
    private final Map<String, Map<String, List<Change>>> changes = new HashMap<>();
    private final Map<List<String>, Optional<ModelLayers>> layers = new HashMap<>();

    private Adapters(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
    }

    /**
     * Opens the files and finds what they change, by headers alone.
     *
     * @throws CheckpointException if a file is missing, damaged, of a kind that is not supported, or changes what the model
     *     does not have
     */
    public static Adapters open(List<AdapterSettings> settings, Checkpoint checkpoint) {
        Adapters adapters = new Adapters(checkpoint);
        try {
            settings.forEach(adapters::add);
            return adapters;
        } catch (RuntimeException e) {
            adapters.close();
            throw e;
        }
    }

    /** The weights of a component as the adapters change them. */
    public TensorSource over(String component, TensorSource weights) {
        return changes.containsKey(component)
                ? new AdaptedWeights(weights, Collections.unmodifiableMap(changes.get(component)))
                : weights;
    }

    /** The settings with absolute paths and the files' digests, for the manifest. */
    public List<AdapterSettings> pinned() {
        return List.copyOf(pinned);
    }

    private void add(AdapterSettings settings) {
        AdapterFile file = AdapterFile.open(settings.file());
        files.add(file);
        pinned.add(FileDigest.pin(settings));
        requireKnown(settings);
        List<String> missing = new ArrayList<>();
        List<String> misshaped = new ArrayList<>();
        file.layers().forEach((layer, delta) -> {
            Optional<ModelLayers> model =
                    layers.computeIfAbsent(layer.components(), components -> ModelLayers.of(checkpoint, components));
            double scale = settings.scaleOf(
                    model.map(ModelLayers::component).orElse(layer.components().get(0)));
            if (scale == 0) {
                return;
            }
            Optional<String> weight = model.flatMap(m -> m.weight(layer.name()));
            if (weight.isEmpty()) {
                missing.add(String.join(" or ", layer.components()) + ": " + layer.name());
                return;
            }
            TensorInfo info = model.get().weights().info(weight.get());
            if (!delta.fits(info)) {
                misshaped.add("%s is %s, the adapter is for [%d, %d]"
                        .formatted(weight.get(), info.shape(), delta.rows(), delta.columns()));
                return;
            }
            changes.computeIfAbsent(model.get().component(), c -> new HashMap<>())
                    .computeIfAbsent(weight.get(), w -> new ArrayList<>())
                    .add(new Change(delta, scale));
        });
        check(file, missing, misshaped);
    }

    private void requireKnown(AdapterSettings settings) {
        settings.scales()
                .ifPresent(scales -> scales.forEach((component, scale) -> {
                    if (scale != 0 && !checkpoint.componentNames().contains(component)) {
                        throw new CheckpointException(
                                "%s: a scale is given for '%s', which the model does not have; it has %s"
                                        .formatted(
                                                settings.file(),
                                                component,
                                                String.join(", ", new TreeSet<>(checkpoint.componentNames()))));
                    }
                }));
    }

    /** Half an adapter is not what was asked for, so all that does not fit is an error. */
    private void check(AdapterFile file, List<String> missing, List<String> misshaped) {
        int total = file.layers().size();
        if (!missing.isEmpty()) {
            throw new CheckpointException(
                    "%s: %d of the %d layers that it changes are not in %s (%s); the model has %s; the adapter is for another model"
                            .formatted(
                                    file.location(),
                                    missing.size(),
                                    total,
                                    checkpoint.location(),
                                    some(missing),
                                    had()));
        }
        if (!misshaped.isEmpty()) {
            throw new CheckpointException("%s: %d of the %d layers that it changes have another shape in %s (%s);"
                            .formatted(file.location(), misshaped.size(), total, checkpoint.location(), some(misshaped))
                    + " the adapter is for another model");
        }
    }

    private String had() {
        return checkpoint.componentNames().stream()
                .sorted()
                .flatMap(name -> ModelLayers.of(checkpoint, List.of(name)).stream())
                .map(ModelLayers::describe)
                .collect(Collectors.joining("; "));
    }

    private static String some(List<String> all) {
        int more = all.size() - SHOWN;
        return String.join(", ", all.subList(0, Math.min(SHOWN, all.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** The models that read through this must not load any more. */
    @Override
    public void close() {
        files.forEach(AdapterFile::close);
    }
}
