package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.plan.FixedSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A scheduler's plan as a list of points that steps begin at, to which points can be added. Immutable.
 *
 * @param scheduler plans any list
 * @param request what was asked for
 * @param points in which form it takes them
 * @param planned the points of the plan as it is without insertions, falling
 */
record CustomSteps(Scheduler scheduler, PlanRequest request, Points points, List<Double> planned) {
    private static final double SAME = 1e-3;

    /** In which form a scheduler takes custom steps. */
    enum Points {
        TIMESTEPS {
            @Override
            List<Double> of(Trajectory trajectory) {
                return trajectory.steps().stream().map(Step::timestep).toList();
            }

            @Override
            PlanRequest ask(PlanRequest request, List<Double> points, Trajectory base) {
                return request.withTimesteps(points);
            }

            /** Whole timesteps stay whole: some schedulers know no others. */
            @Override
            double between(double upper, double lower) {
                double middle = (upper + lower) / 2;
                boolean whole = upper == Math.rint(upper) && lower == Math.rint(lower);
                return whole ? Math.rint(middle) : middle;
            }
        },
        /** Noise levels and the one that the last step ends at. */
        CLOSED_SIGMAS {
            @Override
            List<Double> of(Trajectory trajectory) {
                return starts(trajectory);
            }

            @Override
            PlanRequest ask(PlanRequest request, List<Double> points, Trajectory base) {
                List<Double> closed = new ArrayList<>(points);
                closed.add(base.sigmas().get(base.sigmas().size() - 1));
                return request.withSigmas(closed);
            }

            @Override
            double between(double upper, double lower) {
                return Math.sqrt(upper * lower);
            }
        },
        /** Noise levels only. */
        SIGMAS {
            @Override
            List<Double> of(Trajectory trajectory) {
                return starts(trajectory);
            }

            @Override
            PlanRequest ask(PlanRequest request, List<Double> points, Trajectory base) {
                return request.withSigmas(points);
            }

            @Override
            double between(double upper, double lower) {
                return (upper + lower) / 2;
            }
        };

        /** Where the steps of a plan begin. */
        abstract List<Double> of(Trajectory trajectory);

        abstract PlanRequest ask(PlanRequest request, List<Double> points, Trajectory base);

        abstract double between(double upper, double lower);

        private static List<Double> starts(Trajectory trajectory) {
            return trajectory
                    .sigmas()
                    .subList(0, Math.max(0, trajectory.sigmas().size() - 1));
        }
    }

    /**
     * @param type the scheduler's name in YAML
     * @throws ConfigurationException if the scheduler takes no custom steps
     */
    static CustomSteps of(Scheduler scheduler, PlanRequest request, String type) {
        Trajectory base = scheduler.plan(request);
        for (Points points : Points.values()) {
            CustomSteps steps = new CustomSteps(scheduler, request, points, points.of(base));
            if (steps.reproduce(base)) {
                return steps;
            }
        }
        throw new ConfigurationException(("sampling method adaptive inserts steps, but scheduler %s takes no custom "
                        + "timesteps or sigmas with these settings, changes them, or evaluates the model more than once "
                        + "a step; use euler or dpm-solver++ with sigmas: none")
                .formatted(type));
    }

    /** Whether the same points given one by one are the same plan: some schedulers take none, some shift them again. */
    private boolean reproduce(Trajectory base) {
        if (planned.size() != base.steps().size() || !FixedSteps.of(base)) {
            return false;
        }
        try {
            Trajectory again = scheduler.plan(points.ask(request, planned, base));
            return same(timesteps(again), timesteps(base)) && same(again.sigmas(), base.sigmas());
        } catch (ConfigurationException e) {
            return false;
        }
    }

    private static List<Double> timesteps(Trajectory trajectory) {
        return trajectory.steps().stream().map(Step::timestep).toList();
    }

    private static boolean same(List<Double> one, List<Double> other) {
        return one.size() == other.size()
                && IntStream.range(0, one.size())
                        .allMatch(i -> Math.abs(one.get(i) - other.get(i)) <= SAME * Math.abs(other.get(i)) + 1e-6);
    }

    /** The plan as it is without insertions. */
    Trajectory base() {
        return scheduler.plan(request);
    }

    /** The plan over these points. */
    Trajectory over(List<Double> list) {
        return list.equals(planned) ? base() : scheduler.plan(points.ask(request, list, base()));
    }

    /** The list with one more point half-way from point {@code index} to the one after; empty if there is no room. */
    Optional<List<Double>> withPointAfter(List<Double> list, int index) {
        if (index + 1 >= list.size()) {
            return Optional.empty();
        }
        double middle = points.between(list.get(index), list.get(index + 1));
        if (!(middle < list.get(index) && middle > list.get(index + 1))) {
            return Optional.empty();
        }
        List<Double> more = new ArrayList<>(list);
        more.add(index + 1, middle);
        return Optional.of(List.copyOf(more));
    }
}
