package io.diffusion4j.schedulers.pndm;

import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.TimestepTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Three Runge-Kutta steps of four stages, then linear multistep. History: the unfinished step, if one is, and the first
 * outputs of earlier steps, the latest first.
 */
final class PrkTrajectory extends TimestepTrajectory {
    private static final int STAGES = 4;
    private static final int RUNGE_KUTTA_STEPS = 3;

    private final PseudoTransfer transfer;
    private final int[] timesteps;
    private final int stride;

    PrkTrajectory(PseudoTransfer transfer, int[] timesteps, int stride) {
        super(transfer.schedule(), timesteps, transfer.prediction());
        this.transfer = transfer;
        this.timesteps = timesteps;
        this.stride = stride;
    }

    @Override
    protected Update update(Point point) {
        Optional<UnfinishedStep> unfinished = UnfinishedStep.in(point.history(), point.sample());
        List<Tensor> earlier = point.history()
                .subList(unfinished.isPresent() ? 1 : 0, point.history().size());
        if (earlier.size() == RUNGE_KUTTA_STEPS) {
            return new Multistep(transfer, stride).update(point, timesteps[point.index()]);
        }
        UnfinishedStep step = unfinished
                .orElseGet(() -> new UnfinishedStep(point.sample(), List.of()))
                .and(point.output().mean());
        return stage(step, timesteps[point.index()], earlier);
    }

    private Update stage(UnfinishedStep step, int timestep, List<Tensor> earlier) {
        List<Tensor> outputs = step.outputs();
        int done = outputs.size();
        boolean last = done == STAGES;
        Tensor output = last ? Multistep.weighted(outputs, 1 / 6.0, 1 / 3.0, 1 / 3.0, 1 / 6.0) : outputs.get(done - 1);
        int start = timesteps[STAGES * earlier.size()];
        // stages 1 and 3 are evaluated half a stride before the place that they lead to
        int end = done % 2 == 1 ? timestep - stride / 2 : timestep;
        List<Tensor> history = new ArrayList<>(List.of(last ? outputs.get(0) : step.packed()));
        history.addAll(earlier);
        return new Update(transfer.move(step.sample(), output, start, end), Optional.empty(), List.copyOf(history));
    }
}
