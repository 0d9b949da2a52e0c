package io.diffusion4j.training.gradients;

import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.parameters.FanIn;
import io.diffusion4j.training.parameters.Initialization;
import io.diffusion4j.training.parameters.Parameters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** A layer or a model over random weights in double precision, none of which is 0 or 1 for all numbers. */
final class CheckedModel<T> implements AutoCloseable {
    private static final String NAME = "model";

    static {
        Natives.start();
    }

    private final Parameters parameters = new Parameters(new Device("cpu"), DType.FLOAT64, 5);
    private final T model;

    CheckedModel(Function<Weights, T> constructor) {
        model = parameters.model(NAME, constructor, new Scattered());
    }

    T model() {
        return model;
    }

    /** Checks the gradients of all weights and of these inputs. */
    void check(int entries, Map<String, Tensor> inputs, Supplier<Tensor> function) {
        Map<String, Tensor> leaves = new TreeMap<>(parameters.of(NAME));
        leaves.putAll(inputs);
        new GradientCheck(entries).of(leaves, function);
    }

    @Override
    public void close() {
        parameters.close();
    }

    /** As models begin, with noise on the biases and the weights of norms, so that each matters. */
    private record Scattered() implements Initialization {
        private static final Initialization START = new FanIn(List.of(), List.of());

        @Override
        public void fill(String name, Tensor weight, Draw draw) {
            START.fill(name, weight, draw);
            weight.add_(
                    draw.normal(name + " noise", weight.device(), HostData.shape(weight)),
                    new Scalar(weight.dim() == 1 ? 0.2 : 0.0));
        }
    }
}
