package io.diffusion4j.schedulers.pndm;

import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.TimestepTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Linear multistep from lower orders. The first step of a run is taken twice: by Euler, then from the same sample with
 * the mean of the outputs at its two ends. History: in between the unfinished first step; then earlier outputs.
 */
final class PlmsTrajectory extends TimestepTrajectory {
    private final PseudoTransfer transfer;
    private final int[] timesteps;
    private final int stride;

    PlmsTrajectory(PseudoTransfer transfer, int[] timesteps, int stride) {
        super(transfer.schedule(), timesteps, transfer.prediction());
        this.transfer = transfer;
        this.timesteps = timesteps;
        this.stride = stride;
    }

    @Override
    protected Update update(Point point) {
        int timestep = timesteps[point.index()];
        Tensor output = point.output().mean();
        if (point.history().isEmpty()) {
            UnfinishedStep first = new UnfinishedStep(point.sample(), List.of(output));
            Tensor sample = transfer.move(point.sample(), output, timestep, timestep - stride);
            return new Update(sample, Optional.empty(), List.of(first.packed()));
        }
        Optional<UnfinishedStep> first = UnfinishedStep.in(point.history(), point.sample());
        if (first.isPresent()) {
            Tensor before = first.get().outputs().get(0);
            Tensor mean = Multistep.weighted(List.of(before, output), 0.5, 0.5);
            Tensor sample = transfer.move(first.get().sample(), mean, timestep + stride, timestep);
            return new Update(sample, Optional.empty(), List.of(before));
        }
        return new Multistep(transfer, stride).update(point, timestep);
    }
}
