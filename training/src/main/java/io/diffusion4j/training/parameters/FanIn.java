package io.diffusion4j.training.parameters;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.Draw;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Normally distributed with variance 1 / inputs, so that a layer keeps the variance of what it is given (LeCun et al.
 * 1998); vectors named {@code weight} scale a norm and are 1, other vectors shift and are 0.
 *
 * @param zero ends of the names of weights that begin at 0, so that what they feed begins as if it were not there
 * @param tables ends of the names of embedding tables, whose entries have a standard deviation of 0.02
 */
public record FanIn(List<String> zero, List<String> tables) implements Initialization {
    private static final double TABLE_DEVIATION = 0.02;

    public FanIn {
        zero = List.copyOf(zero);
        tables = List.copyOf(tables);
    }

    @Override
    public void fill(String name, Tensor weight, Draw draw) {
        if (weight.dim() == 1) {
            weight.fill_(new Scalar(name.endsWith("weight") ? 1.0 : 0.0));
        } else if (zero.stream().anyMatch(name::endsWith)) {
            weight.zero_();
        } else {
            boolean table = tables.stream().anyMatch(name::endsWith);
            normal(name, weight, table ? TABLE_DEVIATION : Math.sqrt((double) weight.size(0) / weight.numel()), draw);
        }
    }

    private static void normal(String name, Tensor weight, double deviation, Draw draw) {
        try (Scope scope = Scope.open()) {
            weight.copy_(
                    draw.normal(name, weight.device(), HostData.shape(weight)).mul(new Scalar(deviation)));
        }
    }
}
