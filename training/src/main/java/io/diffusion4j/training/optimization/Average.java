package io.diffusion4j.training.optimization;

import io.diffusion4j.core.tensor.Ownership;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.parameters.ParameterGroup;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * An exponential moving average of all weights, which samples better than the weights of any step. At update {@code n} it
 * keeps at most {@code (1 + n) / (10 + n)} of itself, so that the first weights are soon forgotten.
 */
public final class Average implements AutoCloseable {
    private final double decay;
    private final List<ParameterGroup> groups;
    private final List<Tensor> averages;
    private final Ownership owned = new Ownership();

    /** Begins with the values that the groups have. */
    public Average(AverageSettings settings, List<ParameterGroup> groups) {
        this.decay = settings.decay();
        this.groups = groups;
        this.averages = owned.during(
                () -> groups.stream().map(group -> group.values().clone()).toList());
    }

    /** How much is kept at that update. @param update how many there have been with this one, from 1 */
    public double keptAt(long update) {
        return Math.min(decay, (1.0 + update) / (10.0 + update));
    }

    /** Takes the weights in as they are now. @param update how many there have been with this one, from 1 */
    public void update(long update) {
        try (Scope scope = Scope.open()) {
            Scalar share = new Scalar(1 - keptAt(update));
            each((group, average) -> average.lerp_(group.values(), share));
        }
    }

    /** Runs code while the weights have the averages' values. */
    public void during(Runnable code) {
        try (Ownership kept = new Ownership()) {
            List<Tensor> values = kept.during(
                    () -> groups.stream().map(group -> group.values().clone()).toList());
            try {
                each((group, average) -> group.values().copy_(average));
                code.run();
            } finally {
                IntStream.range(0, values.size())
                        .forEach(i -> groups.get(i).values().copy_(values.get(i)));
            }
        }
    }

    private void each(java.util.function.BiConsumer<ParameterGroup, Tensor> use) {
        IntStream.range(0, averages.size()).forEach(i -> use.accept(groups.get(i), averages.get(i)));
    }

    /** The averages by the names of the weights; views that belong to the open scope. */
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new TreeMap<>();
        each((group, average) -> group.named(average).forEach((name, view) -> state.put("average/" + name, view)));
        return state;
    }

    @Override
    public void close() {
        owned.close();
    }
}
