package io.diffusion4j.training.diffusion;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.bytedeco.pytorch.Tensor;

/** Two batches mixed, each row in its own shares. */
record RowMix(List<LinearCombination> rows) {
    /** @param x [batch, channels, height, width] @param y the same shape @return the same; belongs to the open scope */
    Tensor of(Tensor x, Tensor y) {
        try (Scope scope = Scope.open()) {
            Tensor first = x.mul(shares(row -> row.first() / row.divisor(), x));
            Tensor second = y.mul(shares(row -> row.second() / row.divisor(), y));
            return scope.keep(first.add(second));
        }
    }

    private Tensor shares(ToDoubleFunction<LinearCombination> share, Tensor like) {
        double[] values = rows.stream().mapToDouble(share).toArray();
        return HostData.tensor(values, values.length, 1, 1, 1).to(like);
    }
}
