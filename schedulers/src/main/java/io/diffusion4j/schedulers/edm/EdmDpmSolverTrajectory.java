package io.diffusion4j.schedulers.edm;

import io.diffusion4j.schedulers.dpm.Interval;
import io.diffusion4j.schedulers.dpm.Multistep;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.Update;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** History: that of {@link Multistep}. */
final class EdmDpmSolverTrajectory extends EdmTrajectory {
    private final OriginalClamp clamp;
    private final Multistep multistep;

    EdmDpmSolverTrajectory(EdmDpmSolverSettings settings, List<Double> sigmas, double[] timesteps) {
        super(settings, sigmas, timesteps);
        this.clamp = settings.clamp();
        this.multistep =
                new Multistep(settings, timesteps.length, i -> new Interval(1, sigmas.get(i), 1, sigmas.get(i + 1)));
    }

    @Override
    protected Update update(Point point) {
        Tensor original = clamp.apply(original(sigmas().get(point.index()))
                .of(point.sample(), point.output().mean()));
        return multistep.update(point, original, original);
    }
}
