package io.diffusion4j.schedulers.pndm;

import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.History;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.Update;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Linear multistep of order 1 to 4 over the outputs at this step and before (Adams and Bashforth), pseudo-transferred. */
record Multistep(PseudoTransfer transfer, int stride) {
    /** How many earlier outputs the highest order uses. */
    private static final int MEMORY = 3;

    private static final double[][] WEIGHTS = {
        {1}, {3 / 2.0, -1 / 2.0}, {23 / 12.0, -16 / 12.0, 5 / 12.0}, {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0}
    };

    /** The step at {@code timestep} of a run whose history is earlier outputs, the latest first. */
    Update update(Point point, int timestep) {
        List<Tensor> outputs = History.of(point.output().mean(), point.history());
        Tensor output = weighted(outputs, WEIGHTS[outputs.size() - 1]);
        return new Update(
                transfer.move(point.sample(), output, timestep, timestep - stride),
                Optional.empty(),
                History.head(MEMORY, outputs));
    }

    static Tensor weighted(List<Tensor> outputs, double... weights) {
        Tensor sum = outputs.get(0).mul(Scalars.of(weights[0]));
        for (int i = 1; i < weights.length; i++) {
            sum = sum.add(outputs.get(i), Scalars.of(weights[i]));
        }
        return sum;
    }
}
