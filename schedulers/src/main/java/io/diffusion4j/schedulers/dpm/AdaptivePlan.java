package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.schedulers.spacing.FinalSigma;

/**
 * Where the steps of an adaptive run lead, within its budget of evaluations.
 *
 * @param end −log σ of the least noise level
 */
record AdaptivePlan(AdaptiveSettings settings, double end) {
    /** What is shorter than this in λ is no step of its own. */
    private static final double SHORTEST = 1e-5;

    /** Evaluations that the adaptive steps leave over. */
    private int reserve() {
        return Math.max(settings.order(), settings.budget() / 4);
    }

    /** Evaluations after the last step: the jump from the least noise level to the clean sample. */
    private int ending() {
        return settings.finalSigma() == FinalSigma.ZERO ? 1 : 0;
    }

    boolean isOver(AdaptiveProgress progress) {
        return settings.finalSigma() == FinalSigma.ZERO ? Double.isInfinite(progress.lambda()) : isAtEnd(progress);
    }

    /** Whether only the jump to the clean sample is left. */
    boolean isAtEnd(AdaptiveProgress progress) {
        return progress.lambda() >= end;
    }

    AdaptiveProgress begin(double lambda) {
        return next(new AdaptiveProgress(lambda, lambda, settings.hInit(), 0, 0, 0, 0, false), 0, 0);
    }

    /**
     * Aims the next step.
     *
     * @param evaluations how many there were
     * @param kept how many of them the step still uses, after a rejection
     */
    AdaptiveProgress next(AdaptiveProgress p, int evaluations, int kept) {
        if (isAtEnd(p)) {
            return p;
        }
        int left = settings.budget() - evaluations - ending();
        boolean overBudget = p.overBudget() || left - (settings.order() - kept) < reserve();
        double length = overBudget ? (end - p.lambda()) / even(evaluations, kept) : p.h();
        double target = p.lambda() + length > end - SHORTEST ? end : p.lambda() + length;
        return new AdaptiveProgress(
                p.lambda(), target, p.h(), p.last(), p.beforeLast(), p.accepted(), p.rejected(), overBudget);
    }

    /**
     * The number of evaluations of the run, as far as it is known: the budget, or exactly once the rest is even.
     *
     * @param evaluations how many there were
     * @param kept how many of them belong to the step under way
     */
    int count(AdaptiveProgress progress, int evaluations, int kept) {
        if (isAtEnd(progress)) {
            return evaluations + ending();
        }
        return progress.overBudget()
                ? evaluations + even(evaluations, kept) * settings.order() - kept + ending()
                : settings.budget();
    }

    /** Number of even steps that the rest of the budget allows. */
    private int even(int evaluations, int kept) {
        return (settings.budget() - evaluations - ending() + kept) / settings.order();
    }
}
