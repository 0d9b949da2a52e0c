package io.diffusion4j.training.optimization;

import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.parameters.ParameterGroup;
import java.util.List;
import org.bytedeco.pytorch.Scalar;

/** All gradients of a run, seen as one vector. */
public record Gradients(List<ParameterGroup> groups) {
    public void clear() {
        groups.forEach(group -> group.gradients().zero_());
    }

    /** The Euclidean length of the vector; NaN or infinite if a gradient is. */
    public double norm() {
        try (Scope scope = Scope.open()) {
            return Math.sqrt(groups.stream()
                    .mapToDouble(group -> Math.pow(group.gradients().norm().item_double(), 2))
                    .sum());
        }
    }

    public void scale(double factor) {
        if (factor != 1) {
            try (Scope scope = Scope.open()) {
                groups.forEach(group -> group.gradients().mul_(new Scalar(factor)));
            }
        }
    }
}
