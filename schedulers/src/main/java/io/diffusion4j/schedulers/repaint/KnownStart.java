package io.diffusion4j.schedulers.repaint;

import io.diffusion4j.core.sampling.Known;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Puts the known image into a run's first state; from there on the state holds it, as it holds all of a run. */
record KnownStart(Trajectory trajectory, Known known) implements Trajectory {
    @Override
    public SamplerState start(Tensor latents, int index) {
        return new SamplerState(index, 0, latents, Optional.empty(), List.of(known.original(), known.mask()));
    }

    @Override
    public Optional<Trajectory> given(Known other) {
        return trajectory.given(other);
    }

    @Override
    public List<Step> steps() {
        return trajectory.steps();
    }

    @Override
    public Optional<Parametrization> parametrization(SamplerState state) {
        return trajectory.parametrization(state);
    }

    @Override
    public double initialNoiseSigma() {
        return trajectory.initialNoiseSigma();
    }

    @Override
    public Tensor addNoise(Tensor clean, Tensor noise, Step at) {
        return trajectory.addNoise(clean, noise, at);
    }

    @Override
    public Tensor modelInput(SamplerState state) {
        return trajectory.modelInput(state);
    }

    @Override
    public SamplerState advance(SamplerState state, Tensor prediction, NoiseSource noise) {
        return trajectory.advance(state, prediction, noise);
    }
}
