package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.sampling.SingleSeedNoise;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenSetup;
import io.diffusion4j.testkit.golden.Unsupported;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The schedule, the steps fed and free-running, and the forward process of one scheduler. */
record SchedulerCase(String name, GoldenFile file) implements GoldenCase {

    @Override
    public void run(GoldenSetup setup, Checks checks) {
        Trajectory trajectory =
                scheduler(setup).plan(PlanRequests.of(file.json().get("set_timesteps")));
        try (TensorSource tensors = file.tensors()) {
            SchedulerRun run = new SchedulerRun(file, tensors);
            refuseOwnLoops(run);
            checks.allowNonFinite(nonFinite());
            ScheduleChecks schedule = new ScheduleChecks(checks);
            schedule.timesteps("timesteps", trajectory, run.tensor("timesteps"));
            if (run.has("sigmas")) {
                schedule.sigmas("sigmas", trajectory, run.tensor("sigmas"));
            }
            schedule.initialSigma(
                    trajectory, file.json().get("init_noise_sigma").asDouble());
            new StepChecks(checks, run, trajectory).compareAll(recordedNoise(run), seededNoise(run));
            new AddNoiseChecks(checks, run, trajectory)
                    .compareAll(file.json().path("add_noise_begin_index").asInt(-1));
        }
    }

    private Scheduler scheduler(GoldenSetup setup) {
        JsonNode json = file.json();
        Provider<?, ?> provider =
                setup.provider(SchedulerProvider.class, json.get("class").asText());
        Map<String, Object> more = new HashMap<>(PlanRequests.settings(json.get("set_timesteps")));
        // the reference's unCLIP goes elsewhere by itself than where its pipelines tell it to
        more.put("prev_timestep_given", json.get("step_kwargs").has("prev_timestep"));
        json.get("step_kwargs").properties().forEach(e -> more.put(e.getKey(), plain(e.getValue())));
        ReferenceConfig config = file.config(json.get("config")).with(more);
        return setup.create(Scheduler.class, provider, config);
    }

    private static Object plain(JsonNode value) {
        return value.isNumber() ? (Object) value.numberValue() : value.isBoolean() ? value.asBoolean() : value.asText();
    }

    private void refuseOwnLoops(SchedulerRun run) {
        if (file.json().has("loop") || run.has("repaint.undo")) {
            throw new Unsupported("this scheduler needs a loop of its own");
        }
    }

    private Set<String> nonFinite() {
        Set<String> names = new HashSet<>();
        file.json().path("non_finite").forEach(n -> names.add(n.asText()));
        return names;
    }

    private static NoiseSource recordedNoise(SchedulerRun run) {
        return (draw, like) -> {
            if (!run.has("noise") || draw >= run.tensor("noise").size(0)) {
                throw new IllegalStateException("draws noise number " + draw + ", which the reference does not");
            }
            return run.row("noise", draw);
        };
    }

    private NoiseSource seededNoise(SchedulerRun run) {
        if (!run.has("noise")) {
            return recordedNoise(run);
        }
        return new SingleSeedNoise(file.json().get("noise_seed").asLong(), 0);
    }
}
