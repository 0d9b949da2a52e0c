package io.diffusion4j.training.contrastive;

import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.task.Loss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** A loss in the making: the weighted sum of several, each with its own figures in the log. */
final class WeightedLosses {
    private final List<Tensor> weighted = new ArrayList<>();
    private final Map<String, Tensor> figures = new LinkedHashMap<>();

    void add(String name, double weight, Tensor value, Tensor accuracy) {
        weighted.add(value.mul(new Scalar(weight)));
        figures.put(name + " loss", value.detach());
        figures.put(name + " accuracy", accuracy);
    }

    void add(String name, double weight, AttributeLoss loss) {
        add(name, weight, loss.value(), loss.accuracy());
    }

    /** @param scope keeps what is returned */
    Loss sum(Scope scope) {
        figures.replaceAll((name, figure) -> scope.keep(figure));
        return new Loss(scope.keep(weighted.stream().reduce(Tensor::add).orElseThrow()), figures);
    }
}
