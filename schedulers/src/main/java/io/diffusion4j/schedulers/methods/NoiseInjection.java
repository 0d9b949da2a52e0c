package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.schedulers.prediction.Scalars;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Each injection is one draw, after those of the step itself; where the strength is 0, nothing is drawn. */
final class NoiseInjection extends DecoratedTrajectory {
    private final NoiseInjectionSettings settings;

    NoiseInjection(Trajectory inner, NoiseInjectionSettings settings) {
        super(inner);
        this.settings = settings;
    }

    @Override
    Trajectory around(Trajectory other) {
        return new NoiseInjection(other, settings);
    }

    @Override
    public SamplerState advance(SamplerState state, Tensor prediction, NoiseSource noise) {
        try (Scope scope = Scope.open()) {
            SamplerState next = super.advance(state, prediction, noise);
            Optional<Step> following = next(next);
            double strength = following
                    .map(step -> settings.strengthAfter(state.index(), step.count()))
                    .orElse(0.0);
            SamplerState whole = strength == 0 ? next : injected(next, following.orElseThrow(), strength, noise);
            return whole.keptBy(scope);
        }
    }

    private SamplerState injected(SamplerState state, Step following, double strength, NoiseSource noise) {
        Tensor sample = state.sample();
        Tensor drawn = noise.draw(state.draws(), sample).mul(Scalars.of(strength));
        return new SamplerState(
                state.index(),
                state.draws() + 1,
                sample.add(ofLevel(drawn, state, following)),
                state.predictedOriginal(),
                state.history());
    }

    /** Unit noise at the level that the sample has where the next step begins. */
    private Tensor ofLevel(Tensor noise, SamplerState state, Step following) {
        return parametrization(state)
                .map(Parametrization::sigma)
                .map(sigma -> noise.mul(Scalars.of(sigma)))
                .orElseGet(() -> addNoise(noise.mul(Scalars.of(0.0)), noise, following));
    }
}
