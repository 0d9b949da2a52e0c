package io.diffusion4j.pipelines.adapters;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.weights.TensorSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The layers of a model's component that adapters can change. Files of kohya's form write underscores for dots, which no
 * rule turns back, so a layer is looked up by its own name with underscores.
 */
final class ModelLayers {
    private static final String WEIGHT = ".weight";
    private static final int SHOWN = 3;

    private final String component;
    private final TensorSource weights;
    private final Map<String, String> byFlatName = new HashMap<>();

    private ModelLayers(String component, TensorSource weights) {
        this.component = component;
        this.weights = weights;
        for (String name : new TreeSet<>(weights.names())) {
            if (name.endsWith(WEIGHT) && weights.info(name).shape().size() > 1) {
                byFlatName.putIfAbsent(flat(name.substring(0, name.length() - WEIGHT.length())), name);
            }
        }
    }

    /** The first of these components that the model has. */
    static Optional<ModelLayers> of(Checkpoint checkpoint, List<String> components) {
        return components.stream()
                .filter(checkpoint.componentNames()::contains)
                .flatMap(name -> checkpoint.component(name).stream())
                .flatMap(ModelLayers::of)
                .findFirst();
    }

    private static Stream<ModelLayers> of(Component component) {
        return component.weights().map(weights -> new ModelLayers(component.name(), weights)).stream();
    }

    private static String flat(String name) {
        return name.replace('.', '_');
    }

    String component() {
        return component;
    }

    TensorSource weights() {
        return weights;
    }

    /** The name of a layer's weight. @param layer with dots or underscores; CLIP's may lack {@code text_model} */
    Optional<String> weight(String layer) {
        return Stream.of(layer, "text_model." + layer)
                .map(ModelLayers::flat)
                .flatMap(name -> Optional.ofNullable(byFlatName.get(name)).stream())
                .findFirst();
    }

    /** {@code unet, with layers such as conv_in, ...}. */
    String describe() {
        return component + ", with "
                + byFlatName.size() + " layers such as "
                + String.join(
                        ", ", byFlatName.values().stream().sorted().limit(SHOWN).toList());
    }
}
