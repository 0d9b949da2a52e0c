package io.diffusion4j.testkit.golden.kinds;

import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.testkit.golden.Checks;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Compares the forward process. */
record AddNoiseChecks(Checks checks, SchedulerRun run, Trajectory trajectory) {
    /** @param beginIndex where image-to-image would begin; negative if that was not recorded */
    void compareAll(int beginIndex) {
        if (run.has("add_noise.result")) {
            compareItems();
        }
        if (run.has("add_noise_begin.result") && beginIndex >= 0) {
            Tensor got = trajectory.addNoise(
                    run.tensor("add_noise.original"),
                    run.tensor("add_noise.noise"),
                    trajectory.steps().get(beginIndex));
            Tensor expected = run.tensor("add_noise_begin.result");
            checks.close("add_noise_begin.result", got, expected, run.stepTolerance());
        }
    }

    private void compareItems() {
        double[] timesteps = HostData.doubles(run.tensor("add_noise.timesteps"));
        for (int item = 0; item < run.tensor("add_noise.original").size(0); item++) {
            Tensor got = trajectory.addNoise(
                    item("add_noise.original", item),
                    item("add_noise.noise", item),
                    step(timesteps[Math.min(item, timesteps.length - 1)]));
            Tensor expected = item("add_noise.result", item);
            checks.close("add_noise.result." + item, got, expected, run.stepTolerance());
        }
    }

    /** The reference takes the second of two equal timesteps, and any timestep where it works without a table of levels. */
    private Step step(double timestep) {
        List<Step> same = trajectory.steps().stream()
                .filter(s -> Math.abs(s.timestep() - timestep) < 1e-3)
                .toList();
        return same.isEmpty()
                ? new Step(0, trajectory.steps().size(), timestep)
                : same.get(Math.min(1, same.size() - 1));
    }

    private Tensor item(String name, int item) {
        return run.tensor(name).narrow(0, item, 1);
    }
}
