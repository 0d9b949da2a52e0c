package io.diffusion4j.schedulers.scm;

import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.SolverTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Samples {@code cos t · clean + sin t · noise}, whose noise has the deviation of the data. Models predict the derivative
 * by the angle t, which is v for unit amplitudes.
 */
final class ScmTrajectory extends SolverTrajectory {
    private final double sigmaData;

    /** @param angles in radians, falling */
    ScmTrajectory(double sigmaData, double[] angles) {
        super(angles);
        this.sigmaData = sigmaData;
    }

    /** As in the reference: whoever makes the first latents brings them to the deviation of the data. */
    @Override
    public double initialNoiseSigma() {
        return 1;
    }

    @Override
    public Tensor addNoise(Tensor clean, Tensor noise, Step at) {
        return at(at.timestep(), clean, noise);
    }

    @Override
    public Tensor modelInput(SamplerState state) {
        return state.sample();
    }

    @Override
    public Optional<Parametrization> parametrization(SamplerState state) {
        return next(state)
                .map(Step::timestep)
                .flatMap(angle -> original(angle).parametrization(Math.cos(angle), Math.sin(angle) * sigmaData));
    }

    @Override
    protected Update update(Point point) {
        int next = point.index() + 1;
        double to = next < steps().size() ? steps().get(next).timestep() : 0;
        Tensor clean = original(steps().get(point.index()).timestep())
                .of(point.sample(), point.output().mean());
        return Update.of(at(to, clean, point.noise().get()), clean);
    }

    private Tensor at(double angle, Tensor clean, Tensor noise) {
        return new LinearCombination(Math.cos(angle), Math.sin(angle) * sigmaData).of(clean, noise);
    }

    private static LinearCombination original(double angle) {
        return PredictionType.V_PREDICTION.original(Math.cos(angle), Math.sin(angle));
    }
}
