package io.diffusion4j.schedulers.solver;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Lists of what solvers remember. Made in every step, so without streams, which cost as much as an operation. */
public final class History {
    private History() {}

    /** That tensor, then the others. */
    public static List<Tensor> of(Tensor head, List<Tensor> tail) {
        List<Tensor> all = new ArrayList<>(1 + tail.size());
        all.add(head);
        all.addAll(tail);
        return all;
    }

    /** The first of them. @param most how many at most; a view */
    public static List<Tensor> head(int most, List<Tensor> tensors) {
        return tensors.subList(0, Math.min(most, tensors.size()));
    }

    /** What follows the first of them. @param count how many are left out, if there are so many; a view */
    public static List<Tensor> tail(int count, List<Tensor> tensors) {
        return tensors.subList(Math.min(count, tensors.size()), tensors.size());
    }
}
