package com.example.ralston;

import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Solves dx/dsigma = epsilon(x, sigma). Each interval takes two steps: an even one that goes two thirds of the way with
 * the slope k1 at its start, and an odd one that takes the slope k2 found there and goes the whole way with
 * (k1 + 3 k2) / 4. The model is never asked about zero noise, so the last interval is as exact as the others.
 */
final class RalstonTrajectory implements Trajectory {
    private final List<Double> sigmas;
    private final List<Step> steps;

    /** @param sigmas noise level at each evaluation, and 0 */
    RalstonTrajectory(NoiseLevels levels, List<Double> sigmas) {
        this.sigmas = List.copyOf(sigmas);
        int count = sigmas.size() - 1;
        this.steps = IntStream.range(0, count)
                .mapToObj(i -> new Step(i, count, levels.timestep(sigmas.get(i))))
                .toList();
    }

    @Override
    public List<Step> steps() {
        return steps;
    }

    @Override
    public List<Double> sigmas() {
        return sigmas;
    }

    @Override
    public double initialNoiseSigma() {
        return Math.hypot(sigmas.get(0), 1);
    }

    @Override
    public Tensor addNoise(Tensor clean, Tensor noise, Step at) {
        return along(clean, noise, sigmas.get(at.index()));
    }

    @Override
    public Tensor modelInput(SamplerState state) {
        return state.sample().mul(new Scalar(1 / Math.hypot(sigmas.get(state.index()), 1)));
    }

    @Override
    public SamplerState advance(SamplerState state, Tensor prediction, NoiseSource noise) {
        int index = state.index();
        Tensor sample = state.sample();
        Tensor denoised = along(sample, prediction, -sigmas.get(index));
        if (index % 2 == 0) {
            Tensor between = along(sample, prediction, sigmas.get(index + 1) - sigmas.get(index));
            return next(state, between, denoised, List.of(sample, prediction));
        }
        if (state.history().isEmpty()) {
            // A run that began here has no k1.
            Tensor end = along(sample, prediction, sigmas.get(index + 1) - sigmas.get(index));
            return next(state, end, denoised, List.of());
        }
        Tensor slope = along(state.history().get(1), prediction, 3).mul(new Scalar(0.25));
        Tensor end = along(state.history().get(0), slope, sigmas.get(index + 1) - sigmas.get(index - 1));
        return next(state, end, denoised, List.of());
    }

    private static SamplerState next(SamplerState state, Tensor sample, Tensor denoised, List<Tensor> history) {
        return new SamplerState(state.index() + 1, state.draws(), sample, Optional.of(denoised), history);
    }

    private static Tensor along(Tensor from, Tensor direction, double length) {
        return from.add(direction, new Scalar(length));
    }
}
