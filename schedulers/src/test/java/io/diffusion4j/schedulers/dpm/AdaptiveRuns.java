package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Adaptive runs with the perfect model of normal data around 0. */
final class AdaptiveRuns {
    static final double DEVIATION = 0.5;
    static final NoiseSource SILENT = (draw, like) -> like.mul(new Scalar(0));

    private AdaptiveRuns() {}

    /** @param error relative, at the least noise level */
    record Run(List<Step> steps, SamplerState end, AdaptiveProgress progress, double error) {}

    static Scheduler of(String yaml) {
        AdaptiveSettings settings = new SettingsBinder(ServiceProviders.ofClassPath())
                .bind(YamlDocument.of("scheduler.yaml", yaml), AdaptiveSettings.class);
        return new AdaptiveProvider().create(settings, PartContext.bare(new Device("cpu"), DType.FLOAT32));
    }

    static Run exactRun(String yaml) {
        try (Scope scope = Scope.open()) {
            return run(of(yaml).plan(PlanRequest.ofSteps(1)), 1);
        }
    }

    static Run run(Trajectory trajectory, int batch) {
        List<Step> steps = new ArrayList<>();
        double start = spread(trajectory.sigmas().get(0));
        SamplerState state = trajectory.start(scalar(start, batch));
        double error = Double.NaN;
        while (trajectory.next(state).isPresent()) {
            steps.add(trajectory.next(state).orElseThrow());
            double sigma = trajectory.parametrization(state).orElseThrow().sigma();
            SamplerState next = trajectory.advance(state, prediction(trajectory, state), SILENT);
            boolean last = trajectory.next(next).isEmpty();
            if (last) {
                boolean jumped = trajectory.sigmas().get(1) == 0;
                double level = jumped ? sigma : trajectory.sigmas().get(1);
                double got = HostData.doubles((jumped ? state : next).sample())[0];
                error = Math.abs(got / spread(level) - 1);
            }
            state = next;
        }
        return new Run(steps, state, AdaptiveProgress.of(state), error);
    }

    static Tensor prediction(Trajectory trajectory, SamplerState state) {
        double sigma = trajectory.parametrization(state).orElseThrow().sigma();
        return state.sample().mul(new Scalar(sigma / (spread(sigma) * spread(sigma))));
    }

    private static double spread(double sigma) {
        return Math.hypot(DEVIATION, sigma);
    }

    static Tensor scalar(double value, int batch) {
        double[] values = new double[batch];
        Arrays.fill(values, value);
        return HostData.tensor(values, batch, 1, 1, 1);
    }
}
