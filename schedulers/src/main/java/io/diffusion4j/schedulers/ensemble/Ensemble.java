package io.diffusion4j.schedulers.ensemble;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.plan.FixedSteps;
import java.util.List;
import java.util.stream.IntStream;

/**
 * @param types the members' names in YAML
 * @param weights of the members, together 1
 */
record Ensemble(List<Scheduler> members, List<String> types, List<Double> weights) implements Scheduler {
    private static final double SAME = 1e-3;

    /** @throws ConfigurationException if the members do not walk the same way */
    @Override
    public Trajectory plan(PlanRequest request) {
        List<Trajectory> plans =
                members.stream().map(member -> member.plan(request)).toList();
        for (int i = 0; i < plans.size(); i++) {
            requireFixed(plans.get(i), i);
        }
        List<SampleScale> scales = plans.stream().map(SampleScale::of).toList();
        for (int i = 1; i < plans.size(); i++) {
            requireSame(timesteps(plans.get(0)), timesteps(plans.get(i)), "timesteps", i);
            requireSame(scales.get(0).levels(), scales.get(i).levels(), "noise levels", i);
        }
        return new EnsembleTrajectory(plans, scales, weights);
    }

    private void requireFixed(Trajectory plan, int member) {
        if (!FixedSteps.of(plan)) {
            throw new ConfigurationException(
                    ("request.scheduler.members: %s chooses its steps while it runs, so it cannot "
                                    + "step together with others; leave it out")
                            .formatted(types.get(member)));
        }
    }

    private void requireSame(List<Double> first, List<Double> other, String what, int member) {
        boolean same = first.size() == other.size()
                && IntStream.range(0, first.size()).allMatch(i -> near(first.get(i), other.get(i)));
        if (!same) {
            throw new ConfigurationException(
                    ("request.scheduler.members: %s and %s do not have the same %s, %s and %s; give "
                                    + "them the same spacing, steps-offset and sigmas, and choose schedulers that evaluate the "
                                    + "model once a step")
                            .formatted(types.get(0), types.get(member), what, shown(first), shown(other)));
        }
    }

    private static boolean near(double one, double other) {
        return one == other || Math.abs(one - other) <= SAME * Math.max(1e-3, Math.abs(other));
    }

    private static String shown(List<Double> values) {
        return values.size() + " from " + values.get(0) + " to " + values.get(values.size() - 1);
    }

    private static List<Double> timesteps(Trajectory trajectory) {
        return trajectory.steps().stream().map(Step::timestep).toList();
    }

    @Override
    public boolean isStochastic() {
        return members.stream().anyMatch(Scheduler::isStochastic);
    }

    /** That of the weakest member: its error is part of the mean. */
    @Override
    public int order() {
        return members.stream().mapToInt(Scheduler::order).min().orElseThrow();
    }
}
