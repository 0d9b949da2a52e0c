package io.diffusion4j.core.weights;

import io.diffusion4j.core.error.CheckpointException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares what a model asks for with what a source holds. */
record WeightFit(Collection<String> missing, Collection<String> unexpected, Collection<String> misshaped) {
    private static final int SHOWN = 10;

    static WeightFit of(Map<String, List<Long>> asked, TensorSource source) {
        TreeSet<String> missing = new TreeSet<>(asked.keySet());
        missing.removeAll(source.names());
        TreeSet<String> unexpected = new TreeSet<>(source.names());
        unexpected.removeAll(asked.keySet());
        List<String> misshaped = new ArrayList<>();
        new TreeMap<>(asked).forEach((name, shape) -> {
            if (!missing.contains(name) && !source.info(name).shape().equals(shape)) {
                misshaped.add(name + " is " + source.info(name).shape() + ", expected " + shape);
            }
        });
        return new WeightFit(missing, unexpected, misshaped);
    }

    void check(String location) {
        List<String> problems = new ArrayList<>();
        describe(problems, "missing", missing);
        describe(problems, "unexpected", unexpected);
        describe(problems, "of another shape", misshaped);
        if (!problems.isEmpty()) {
            throw new CheckpointException(location + ": the weights do not fit the model: "
                    + String.join("; ", problems) + "; check that the config and the weights belong together");
        }
    }

    private static void describe(List<String> problems, String kind, Collection<String> items) {
        if (items.isEmpty()) {
            return;
        }
        String shown = String.join(", ", items.stream().limit(SHOWN).toList());
        int more = items.size() - SHOWN;
        problems.add(items.size() + " " + kind + " (" + shown + (more > 0 ? " and " + more + " more" : "") + ")");
    }
}
