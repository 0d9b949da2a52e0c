package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.sampling.Known;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** A trajectory around another one that leaves everything to it: methods override what they change. */
abstract class DecoratedTrajectory implements Trajectory {
    private final Trajectory inner;

    DecoratedTrajectory(Trajectory inner) {
        this.inner = inner;
    }

    @Override
    public List<Step> steps() {
        return inner.steps();
    }

    @Override
    public Optional<Step> next(SamplerState state) {
        return inner.next(state);
    }

    @Override
    public Optional<Parametrization> parametrization(SamplerState state) {
        return inner.parametrization(state);
    }

    @Override
    public Map<String, List<Double>> figures(SamplerState state) {
        return inner.figures(state);
    }

    /** The same change of another trajectory. */
    abstract Trajectory around(Trajectory other);

    @Override
    public Optional<Trajectory> given(Known known) {
        return inner.given(known).map(this::around);
    }

    @Override
    public List<Double> sigmas() {
        return inner.sigmas();
    }

    @Override
    public double initialNoiseSigma() {
        return inner.initialNoiseSigma();
    }

    @Override
    public Tensor addNoise(Tensor clean, Tensor noise, Step at) {
        return inner.addNoise(clean, noise, at);
    }

    @Override
    public SamplerState start(Tensor latents, int index) {
        return inner.start(latents, index);
    }

    @Override
    public Tensor modelInput(SamplerState state) {
        return inner.modelInput(state);
    }

    @Override
    public SamplerState advance(SamplerState state, Tensor prediction, NoiseSource noise) {
        return inner.advance(state, prediction, noise);
    }
}
