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
        return file.json().has("set_timesteps") && file.json().has("step_indices")
                ? List.of(new SchedulerCase(name() + "/" + file.caseName(), file))
                : List.of();
    }
}
