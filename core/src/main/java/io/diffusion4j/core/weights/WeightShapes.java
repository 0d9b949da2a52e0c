package io.diffusion4j.core.weights;

import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The names and shapes that a model's constructor asks for, found by running it on tensors without memory. */
public final class WeightShapes {
    private WeightShapes() {}

    /** The shapes by name, in order; the constructor is told that no optional part is there. */
    public static <T> Map<String, List<Long>> of(Function<Weights, T> constructor) {
        return of(constructor, name -> false);
    }

    /** @param present what {@link Weights#has} answers for each full name */
    public static <T> Map<String, List<Long>> of(Function<Weights, T> constructor, Predicate<String> present) {
        try (Scope scope = Scope.open()) {
            RecordingWeights weights = new RecordingWeights(present);
            constructor.apply(weights);
            return new TreeMap<>(weights.asked());
        }
    }
}
