package io.diffusion4j.testkit.golden.kinds;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenSetup;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * A run whose steps have a corrector and a predictor stage, which are two steps here. Its {@code timesteps} are only what
 * the reference computes its {@code sigmas} from, and these are what models are told.
 */
record PredictorCorrectorCase(String name, GoldenFile file) implements GoldenCase {

    @Override
    public void run(GoldenSetup setup, Checks checks) {
        ReferenceScheduler reference = new ReferenceScheduler(file);
        Scheduler scheduler = reference.create(setup);
        Trajectory trajectory = scheduler.plan(reference.request());
        try (TensorSource tensors = file.tensors()) {
            SchedulerRun run = new SchedulerRun(file, tensors);
            ScheduleChecks schedule = new ScheduleChecks(checks);
            int stages = trajectory.steps().size() / run.steps();
            double[] told = HostData.doubles(run.tensor("sigmas"));
            double[] rising = HostData.doubles(run.tensor("discrete_sigmas"));
            schedule.levels(
                    "sigmas",
                    trajectory.steps().stream().mapToDouble(Step::timestep).toArray(),
                    IntStream.range(0, stages * told.length)
                            .mapToDouble(i -> told[i / stages])
                            .toArray());
            schedule.levels(
                    "discrete_sigmas",
                    trajectory.sigmas().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray(),
                    IntStream.rangeClosed(0, stages * rising.length)
                            .mapToDouble(i -> i / stages < rising.length ? rising[rising.length - 1 - i / stages] : 0)
                            .toArray());
            schedule.initialSigma(trajectory, reference.initialNoiseSigma());
            new StepChecks(checks, run, trajectory).compareAll();
            compareForwardProcess(checks, run, scheduler, stages);
        }
    }

    /** Its timesteps count the levels of training from the smallest. */
    private void compareForwardProcess(Checks checks, SchedulerRun run, Scheduler scheduler, int stages) {
        int train = file.json().get("config").get("num_train_timesteps").asInt();
        Trajectory training = scheduler.plan(PlanRequest.ofSteps(train));
        long[] timesteps = HostData.longs(run.tensor("add_noise.timesteps"));
        for (int i = 0; i < timesteps.length; i++) {
            Step at = training.steps().get((train - 1 - (int) timesteps[i]) * stages);
            Tensor got = training.addNoise(item(run, "original", i), item(run, "noise", i), at);
            checks.close("add_noise.result." + i, got, item(run, "result", i), run.stepTolerance());
        }
    }

    private static Tensor item(SchedulerRun run, String name, int item) {
        return run.tensor("add_noise." + name).narrow(0, item, 1);
    }
}
