package io.diffusion4j.testkit.golden.kinds;

import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenSetup;
import io.diffusion4j.testkit.golden.Unsupported;
import java.util.HashSet;
import java.util.Set;

/** The schedule, the steps fed and free-running, and the forward process of one scheduler. */
record SchedulerCase(String name, GoldenFile file) implements GoldenCase {

    @Override
    public void run(GoldenSetup setup, Checks checks) {
        ReferenceScheduler reference = new ReferenceScheduler(file);
        Trajectory planned = reference.create(setup).plan(reference.request());
        try (TensorSource tensors = file.tensors()) {
            SchedulerRun run = new SchedulerRun(file, tensors);
            Trajectory trajectory = run.known().isPresent()
                    ? planned.given(run.known().get()).orElseThrow(SchedulerCase::noWay)
                    : planned;
            checks.allowNonFinite(nonFinite());
            ScheduleChecks schedule = new ScheduleChecks(checks);
            schedule.timesteps("timesteps", trajectory, run.evaluatedTimesteps());
            if (run.has("sigmas")) {
                schedule.sigmas("sigmas", trajectory, run.tensor("sigmas"));
            }
            schedule.initialSigma(trajectory, reference.initialNoiseSigma());
            new StepChecks(checks, run, trajectory).compareAll();
            new AddNoiseChecks(checks, run, trajectory)
                    .compareAll(file.json().path("add_noise_begin_index").asInt(-1));
        }
    }

    private static Unsupported noWay() {
        return new Unsupported("this scheduler has no way of its own to keep a known part");
    }

    private Set<String> nonFinite() {
        Set<String> names = new HashSet<>();
        file.json().path("non_finite").forEach(n -> names.add(n.asText()));
        return names;
    }
}
