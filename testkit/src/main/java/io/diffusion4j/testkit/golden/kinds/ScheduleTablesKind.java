package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenKind;
import io.diffusion4j.testkit.golden.GoldenSetup;
import java.util.ArrayList;
import java.util.List;

/** Timesteps and noise levels of many schedules, for several step counts each. */
public final class ScheduleTablesKind implements GoldenKind {
    @Override
    public String name() {
        return "schedule-tables";
    }

    @Override
    public List<GoldenCase> find(GoldenFile file) {
        List<GoldenCase> cases = new ArrayList<>();
        for (JsonNode schedule : file.json().path("schedules")) {
            // the reference refuses the settings of a schedule without counts, so nothing of it is stored
            if (!schedule.get("counts").isEmpty()) {
                cases.add(new Table(name() + "/" + schedule.get("name").asText(), file, schedule));
            }
        }
        return cases;
    }

    private record Table(String name, GoldenFile file, JsonNode schedule) implements GoldenCase {
        @Override
        public void run(GoldenSetup setup, Checks checks) {
            Provider<?, ?> provider = setup.provider(
                    SchedulerProvider.class, schedule.get("class").asText());
            Scheduler scheduler = setup.create(Scheduler.class, provider, file.config(schedule.get("config_kwargs")));
            try (TensorSource tensors = file.tensors()) {
                for (JsonNode count : schedule.get("counts")) {
                    compare(scheduler, count.asInt(), tensors, new ScheduleChecks(checks));
                }
            }
        }

        private void compare(Scheduler scheduler, int steps, TensorSource tensors, ScheduleChecks checks) {
            String prefix = schedule.get("name").asText() + "." + steps;
            if (!tensors.names().contains(prefix + ".t")) {
                return;
            }
            Trajectory trajectory = scheduler.plan(PlanRequest.ofSteps(steps));
            checks.timesteps(prefix + ".t", trajectory, tensors.open(prefix + ".t"));
            if (tensors.names().contains(prefix + ".s")) {
                checks.sigmas(prefix + ".s", trajectory, tensors.open(prefix + ".s"));
            }
        }
    }
}
