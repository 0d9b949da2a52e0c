package io.diffusion4j.testkit.golden.kinds;

import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenKind;
import java.util.List;

/** One scheduler with its config over one run. */
public final class SchedulerKind implements GoldenKind {
    @Override
    public String name() {
        return "schedulers";
    }

    @Override
    public List<GoldenCase> find(GoldenFile file) {
        if (!file.json().has("set_timesteps") || !file.json().has("step_indices")) {
            return List.of();
        }
        String name = name() + "/" + file.caseName();
        // correctors are stages that only a loop of its own calls in the reference
        return List.of(
                file.json().has("loop") ? new PredictorCorrectorCase(name, file) : new SchedulerCase(name, file));
    }
}
