package io.diffusion4j.testkit.golden;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Euler's method; a step factor other than 1 is a mistake. */
public record EulerScheduler(double betaStart, double betaEnd, double stepFactor) implements Scheduler {
    private static final int TRAINED = 1000;

    @Override
    public Trajectory plan(PlanRequest request) {
        if (request.timesteps().isPresent() || request.sigmas().isPresent()) {
            throw new ConfigurationException("custom schedules are not supported here");
        }
        double[] levels = trainedSigmas();
        List<Step> steps = new ArrayList<>();
        List<Double> sigmas = new ArrayList<>();
        for (int i = 0; i < request.steps(); i++) {
            float t = (float) ((TRAINED - 1) * (1 - (double) i / Math.max(1, request.steps() - 1)));
            int below = (int) t;
            double weight = t - below;
            double above = levels[Math.min(below + 1, TRAINED - 1)];
            sigmas.add(levels[below] * (1 - weight) + above * weight);
            steps.add(new Step(i, request.steps(), t));
        }
        sigmas.add(0.0);
        return new Run(List.copyOf(steps), List.copyOf(sigmas), stepFactor);
    }

    @Override
    public boolean isStochastic() {
        return false;
    }

    @Override
    public int order() {
        return 1;
    }

    private double[] trainedSigmas() {
        double[] sigmas = new double[TRAINED];
        double product = 1;
        for (int i = 0; i < TRAINED; i++) {
            double root = Math.sqrt(betaStart) + (Math.sqrt(betaEnd) - Math.sqrt(betaStart)) * i / (TRAINED - 1);
            product *= 1 - root * root;
            sigmas[i] = Math.sqrt((1 - product) / product);
        }
        return sigmas;
    }

    private record Run(List<Step> steps, List<Double> sigmas, double stepFactor) implements Trajectory {
        @Override
        public double initialNoiseSigma() {
            return sigmas.get(0);
        }

        @Override
        public Tensor addNoise(Tensor clean, Tensor noise, Step at) {
            return clean.add(noise.mul(new Scalar(sigmas.get(at.index()))));
        }

        @Override
        public Tensor modelInput(SamplerState state) {
            double sigma = sigmas.get(state.index());
            return state.sample().div(new Scalar(Math.sqrt(sigma * sigma + 1)));
        }

        @Override
        public SamplerState advance(SamplerState state, Tensor prediction, NoiseSource noise) {
            int i = state.index();
            double sigma = sigmas.get(i);
            Tensor original = state.sample().sub(prediction.mul(new Scalar(sigma)));
            double step = (sigmas.get(i + 1) - sigma) * stepFactor;
            Tensor next = state.sample().add(prediction.mul(new Scalar(step)));
            return new SamplerState(i + 1, 0, next, Optional.of(original), List.of());
        }
    }
}
