package io.diffusion4j.schedulers.consistency;

import io.diffusion4j.schedulers.edm.PreconditionedTrajectory;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.Update;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

final class ConsistencyTrajectory extends PreconditionedTrajectory {
    private final ConsistencySettings settings;

    ConsistencyTrajectory(ConsistencySettings settings, List<Double> sigmas, double[] timesteps) {
        super(timesteps, sigmas, settings.sigmaData(), settings.levels().sigmaMax());
        this.settings = settings;
    }

    @Override
    protected Update update(Point point) {
        Tensor clean = settings.clamp()
                .apply(original(sigmas().get(point.index()))
                        .of(point.sample(), point.output().mean()));
        if (steps().size() == 1) {
            return Update.of(clean, clean);
        }
        double min = settings.levels().sigmaMin();
        double next = sigmas().get(point.index() + 1);
        double added = settings.noiseScale() * Math.sqrt(Math.max(0, next * next - min * min));
        return Update.of(clean.add(point.noise().get(), Scalars.of(added)), clean);
    }

    /** At the smallest level the sample is the answer itself; appendix C. */
    @Override
    protected LinearCombination original(double sigma) {
        double data = settings.sigmaData();
        double above = sigma - settings.levels().sigmaMin();
        return new LinearCombination(data * data / (above * above + data * data), above * data / deviation(sigma));
    }
}
