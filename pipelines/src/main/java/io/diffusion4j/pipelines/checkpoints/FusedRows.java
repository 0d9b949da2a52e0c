package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.weights.TensorPart;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Takes apart matrices and biases that hold several projections, one below the other. */
public final class FusedRows {
    private FusedRows() {}

    /**
     * @param projections as many as the tensor holds, in its order
     * @param tensorName the name of a projection's own tensor
     * @throws CheckpointException if its rows cannot be divided so
     */
    public static Map<String, TensorPart> inEqualParts(
            TensorPart fused, List<String> projections, UnaryOperator<String> tensorName) {
        long rows = rows(fused) / projections.size();
        return parts(fused, projections, Collections.nCopies(projections.size(), rows), tensorName);
    }

    /**
     * @param heights the rows of each projection
     * @throws CheckpointException if these are not all its rows
     */
    public static Map<String, TensorPart> parts(
            TensorPart fused, List<String> projections, List<Long> heights, UnaryOperator<String> tensorName) {
        if (heights.stream().mapToLong(Long::longValue).sum() != rows(fused)) {
            throw new CheckpointException(fused.source().location() + ": " + fused.name() + " has the shape "
                    + fused.info().shape() + ", whose rows cannot be " + String.join(", ", projections) + " of "
                    + heights + "; the file is damaged or of another model");
        }
        Map<String, TensorPart> parts = new HashMap<>();
        long from = 0;
        for (int i = 0; i < projections.size(); i++) {
            parts.put(tensorName.apply(projections.get(i)), fused.rows(from, heights.get(i)));
            from += heights.get(i);
        }
        return parts;
    }

    private static long rows(TensorPart fused) {
        List<Long> shape = fused.info().shape();
        return shape.isEmpty() ? 0 : shape.get(0);
    }
}
