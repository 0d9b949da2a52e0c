package io.diffusion4j.schedulers.ipndm;

import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.History;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.SolverTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Extrapolates the noise from estimates at this step and before. History: earlier estimates, the latest first. */
final class IpndmTrajectory extends SolverTrajectory {
    /** Adams and Bashforth's for even steps, the latest first. */
    private static final double[][] WEIGHTS = {
        {1}, {3 / 2.0, -1 / 2.0}, {23 / 12.0, -16 / 12.0, 5 / 12.0}, {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0}
    };

    /** The first step begins without any signal, and there the numerator is 0. */
    private static final double LEAST_DIVISOR = 1e-8;

    private final IpndmSettings settings;
    private final List<Amplitudes> amplitudes;

    /** @param amplitudes before each step, and after the last */
    IpndmTrajectory(IpndmSettings settings, List<Amplitudes> amplitudes) {
        super(amplitudes.stream()
                .limit(amplitudes.size() - 1L)
                .mapToDouble(Amplitudes::timestep)
                .toArray());
        this.settings = settings;
        this.amplitudes = amplitudes;
    }

    @Override
    public double initialNoiseSigma() {
        return 1;
    }

    @Override
    public Tensor addNoise(Tensor clean, Tensor noise, Step at) {
        Amplitudes there = amplitudes.get(at.index());
        return new LinearCombination(there.alpha(), there.sigma()).of(clean, noise);
    }

    @Override
    public Tensor modelInput(SamplerState state) {
        return state.sample();
    }

    @Override
    public Optional<Parametrization> parametrization(SamplerState state) {
        return next(state)
                .map(step -> amplitudes.get(step.index()))
                .flatMap(at -> PredictionType.V_PREDICTION.parametrization(at.alpha(), at.sigma()));
    }

    @Override
    protected Update update(Point point) {
        Amplitudes from = amplitudes.get(point.index());
        Amplitudes to = amplitudes.get(point.index() + 1);
        Tensor estimate = PredictionType.V_PREDICTION
                .noise(from.alpha(), from.sigma())
                .of(point.sample(), point.output().mean());
        List<Tensor> estimates = History.head(settings.order(), History.of(estimate, point.history()));
        Tensor noise = extrapolated(estimates);
        Tensor original = new LinearCombination(1, -from.sigma(), Math.max(from.alpha(), LEAST_DIVISOR))
                .of(point.sample(), noise);
        return new Update(
                new LinearCombination(to.alpha(), to.sigma()).of(original, noise),
                Optional.of(original),
                History.head(settings.order() - 1, estimates));
    }

    private static Tensor extrapolated(List<Tensor> estimates) {
        double[] weights = WEIGHTS[estimates.size() - 1];
        Tensor sum = estimates.get(0).mul(Scalars.of(weights[0]));
        for (int i = 1; i < weights.length; i++) {
            sum = sum.add(estimates.get(i), Scalars.of(weights[i]));
        }
        return sum;
    }
}
