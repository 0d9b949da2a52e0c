package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.settings.ReferenceConfig;

/** Which equation is solved exactly but for the model's part, and which part of the model is expanded. */
public enum DpmAlgorithm {
    /** The ODE, with the clean sample; Lu et al. 2022, "DPM-Solver++". */
    DPM_SOLVER_PLUS_PLUS(true, false) {
        @Override
        Expansion expand(Interval step, boolean exactSlope) {
            double h = step.h();
            double decay = Math.expm1(-h);
            double alpha = step.alphaTo();
            return new Expansion(
                    step.sigmaTo() / step.sigmaFrom(),
                    -alpha * decay,
                    exactSlope ? alpha * (decay / h + 1) : -0.5 * alpha * decay,
                    -alpha * ((decay + h) / (h * h) - 0.5),
                    0);
        }
    },
    /** The ODE, with the noise; Lu et al. 2022, "DPM-Solver". */
    DPM_SOLVER(false, false) {
        @Override
        Expansion expand(Interval step, boolean exactSlope) {
            double h = step.h();
            double growth = Math.expm1(h);
            double sigma = step.sigmaTo();
            return new Expansion(
                    step.alphaTo() / step.alphaFrom(),
                    -sigma * growth,
                    exactSlope ? -sigma * (growth / h - 1) : -0.5 * sigma * growth,
                    -sigma * ((growth - h) / (h * h) - 0.5),
                    0);
        }
    },
    /** The SDE, with the clean sample. */
    SDE_DPM_SOLVER_PLUS_PLUS(true, true) {
        @Override
        Expansion expand(Interval step, boolean exactSlope) {
            double h = step.h();
            double decay = -Math.expm1(-2 * h);
            double alpha = step.alphaTo();
            return new Expansion(
                    step.sigmaTo() / step.sigmaFrom() * Math.exp(-h),
                    alpha * decay,
                    exactSlope ? alpha * (1 - decay / (2 * h)) : 0.5 * alpha * decay,
                    alpha * ((decay - 2 * h) / (4 * h * h) - 0.5),
                    step.sigmaTo() * Math.sqrt(decay));
        }
    },
    /** The SDE, with the noise. */
    SDE_DPM_SOLVER(false, true) {
        @Override
        Expansion expand(Interval step, boolean exactSlope) {
            double h = step.h();
            double growth = Math.expm1(h);
            double sigma = step.sigmaTo();
            return new Expansion(
                    step.alphaTo() / step.alphaFrom(),
                    -2 * sigma * growth,
                    exactSlope ? -2 * sigma * (growth / h - 1) : -sigma * growth,
                    0,
                    sigma * Math.sqrt(Math.expm1(2 * h)));
        }
    };

    private final boolean expandsOriginal;
    private final boolean stochastic;

    DpmAlgorithm(boolean expandsOriginal, boolean stochastic) {
        this.expandsOriginal = expandsOriginal;
        this.stochastic = stochastic;
    }

    /** Whether it expands the clean sample; the noise otherwise. */
    public boolean expandsOriginal() {
        return expandsOriginal;
    }

    /** Whether it draws noise in every step. */
    public boolean isStochastic() {
        return stochastic;
    }

    /** @param exactSlope integrate the slope exactly (heun), or take it at the middle of the step */
    abstract Expansion expand(Interval step, boolean exactSlope);

    /** As a checkpoint names it. */
    public static DpmAlgorithm of(ReferenceConfig config) {
        String name = config.string("algorithm_type", "dpmsolver++");
        return switch (name) {
            case "dpmsolver++", "deis" -> DPM_SOLVER_PLUS_PLUS;
            case "dpmsolver" -> DPM_SOLVER;
            case "sde-dpmsolver++" -> SDE_DPM_SOLVER_PLUS_PLUS;
            case "sde-dpmsolver" -> SDE_DPM_SOLVER;
            default ->
                throw new CheckpointException(
                        "%s: algorithm_type is %s, which is not supported here; supported: dpmsolver++, dpmsolver, sde-dpmsolver++, sde-dpmsolver"
                                .formatted(config.location(), name));
        };
    }
}
