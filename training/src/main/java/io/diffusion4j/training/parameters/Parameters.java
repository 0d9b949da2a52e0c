package io.diffusion4j.training.parameters;

import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Ownership;
import io.diffusion4j.core.weights.WeightShapes;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.training.Draw;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * All weights that a run trains, of one or more models. Models are the ones that inference uses: their constructors ask for
 * weights and get leaves of the graph of gradients.
 */
public final class Parameters implements AutoCloseable {
    private final Device device;
    private final DType dtype;
    private final Draw draw;
    private final Ownership owned = new Ownership();
    private final List<ParameterGroup> groups = new ArrayList<>();

    /**
     * @param device where they lie; the caller keeps it alive
     * @param dtype of the values that the optimizer changes, usually float32
     * @param seed of fresh weights
     */
    public Parameters(Device device, DType dtype, long seed) {
        this.device = device;
        this.dtype = dtype;
        this.draw = new Draw(seed, 0, 0);
    }

    /**
     * Makes a model over weights that will be trained.
     *
     * @param name comes before the names of its weights in checkpoints of the run: {@code unet}
     * @param constructor of the model; called twice, first on shapes alone
     * @return the model; it may be used until this is closed
     */
    public <T> T model(String name, Function<Weights, T> constructor, Initialization initialization) {
        Map<String, List<Long>> shapes = WeightShapes.of(constructor);
        return owned.during(() -> {
            Map<String, Tensor> leaves = new TreeMap<>();
            for (boolean decayed : new boolean[] {true, false}) {
                Map<String, List<Long>> chosen = new TreeMap<>();
                shapes.forEach((weight, shape) -> {
                    if (shape.size() > 1 == decayed) {
                        chosen.put(name + "." + weight, shape);
                    }
                });
                if (!chosen.isEmpty()) {
                    ParameterGroup group = ParameterGroup.of(chosen, decayed, device, dtype);
                    groups.add(group);
                    leaves.putAll(group.leaves());
                }
            }
            fill(name, leaves, initialization);
            return constructor.apply(new TrainableWeights(leaves, name + "."));
        });
    }

    private void fill(String model, Map<String, Tensor> leaves, Initialization initialization) {
        try (NoGradGuard off = new NoGradGuard()) {
            leaves.forEach((name, leaf) -> initialization.fill(name.substring(model.length() + 1), leaf, draw));
        }
    }

    /** In the order in which their models were made. */
    public List<ParameterGroup> groups() {
        return Collections.unmodifiableList(groups);
    }

    /** The weights of a model by the names that its checkpoints have. */
    public Map<String, Tensor> of(String model) {
        Map<String, Tensor> weights = new TreeMap<>();
        String prefix = model + ".";
        groups.forEach(group -> group.leaves().forEach((name, leaf) -> {
            if (name.startsWith(prefix)) {
                weights.put(name.substring(prefix.length()), leaf);
            }
        }));
        return weights;
    }

    /** How many numbers are trained. */
    public long count() {
        return groups.stream().mapToLong(group -> group.values().numel()).sum();
    }

    /** Frees all weights; the models must not be used any more. */
    @Override
    public void close() {
        owned.close();
    }
}
