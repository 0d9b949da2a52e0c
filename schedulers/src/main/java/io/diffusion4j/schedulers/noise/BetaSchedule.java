package io.diffusion4j.schedulers.noise;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.settings.ReferenceConfig;
import java.util.function.DoubleUnaryOperator;

/** How the variance of the noise that each training timestep adds grows over the timesteps. */
public enum BetaSchedule {
    /** Even steps from {@code beta-start} to {@code beta-end}; Ho et al. 2020. */
    LINEAR {
        @Override
        float[] betas(NoiseScheduleSettings s) {
            return Linspace.single(s.betaStart(), s.betaEnd(), s.trainTimesteps());
        }
    },
    /** Even steps of the square root, also known as quadratic; latent diffusion, Rombach et al. 2022. */
    SCALED_LINEAR {
        @Override
        float[] betas(NoiseScheduleSettings s) {
            return squared(Linspace.single(Math.sqrt(s.betaStart()), Math.sqrt(s.betaEnd()), s.trainTimesteps()));
        }
    },
    /** The signal's power falls as a squared cosine, steps kept between two limits; Nichol and Dhariwal 2021. */
    COSINE {
        @Override
        float[] betas(NoiseScheduleSettings s) {
            CosineSettings open = s.cosine();
            return ofSignalPower(s.trainTimesteps(), open.floor(), open.cap(), open::signalPower);
        }
    },
    /** The log signal-to-noise ratio has a Laplace distribution; Hang et al. 2024, with the reference's constants. */
    LAPLACE {
        @Override
        float[] betas(NoiseScheduleSettings s) {
            return ofSignalPower(s.trainTimesteps(), 0, 0.999, Laplace::signalPower);
        }
    },
    /**
     * Even steps from {@code beta-start} to {@code beta-end}, then squared, so that the ends of the variance are the
     * squares of these: {@code (start + (end − start) · t / T)²}. {@link #SCALED_LINEAR} is the form, quadratic too, that
     * takes even steps of the square roots, so that the ends are the two values themselves.
     */
    QUADRATIC {
        @Override
        float[] betas(NoiseScheduleSettings s) {
            return squared(Linspace.single(s.betaStart(), s.betaEnd(), s.trainTimesteps()));
        }
    },
    /** A logistic curve from {@code beta-start} to {@code beta-end}; GeoDiff, Xu et al. 2022. */
    SIGMOID {
        @Override
        float[] betas(NoiseScheduleSettings s) {
            float[] betas = Linspace.single(-6, 6, s.trainTimesteps());
            float range = (float) (s.betaEnd() - s.betaStart());
            for (int i = 0; i < betas.length; i++) {
                float logistic = (float) (1 / (1 + Math.exp(-betas[i])));
                betas[i] = logistic * range + (float) s.betaStart();
            }
            return betas;
        }
    },
    /** The values listed in {@code betas}. */
    EXPLICIT {
        @Override
        float[] betas(NoiseScheduleSettings s) {
            float[] betas = new float[s.betas().size()];
            for (int i = 0; i < betas.length; i++) {
                betas[i] = s.betas().get(i).floatValue();
            }
            return betas;
        }
    },
    /** The log signal-to-noise ratio is what a network was trained to give; Kingma et al. 2021. */
    LEARNED {
        @Override
        float[] betas(NoiseScheduleSettings s) {
            double[] exact = NoiseLevel.betas(LearnedSchedule.levels(s));
            float[] betas = new float[exact.length];
            for (int i = 0; i < betas.length; i++) {
                betas[i] = (float) exact[i];
            }
            return betas;
        }

        /** Without the rounding of the others: little noise would be lost in it. */
        @Override
        NoiseSchedule table(NoiseScheduleSettings s) {
            return NoiseSchedule.ofLevels(LearnedSchedule.levels(s));
        }
    };

    abstract float[] betas(NoiseScheduleSettings settings);

    NoiseSchedule table(NoiseScheduleSettings settings) {
        float[] betas = betas(settings);
        return NoiseSchedule.ofBetas(settings.zeroTerminalSnr() ? ZeroTerminalSnr.rescale(betas) : betas);
    }

    /** So that ᾱ follows a function of time, as far as the limits let it. */
    private static float[] ofSignalPower(int count, double floor, double cap, DoubleUnaryOperator signalPower) {
        float[] betas = new float[count];
        for (int i = 0; i < count; i++) {
            double kept = signalPower.applyAsDouble((i + 1.0) / count) / signalPower.applyAsDouble((double) i / count);
            betas[i] = (float) Math.max(floor, Math.min(1 - kept, cap));
        }
        return betas;
    }

    private static float[] squared(float[] roots) {
        for (int i = 0; i < roots.length; i++) {
            roots[i] *= roots[i];
        }
        return roots;
    }

    static BetaSchedule of(ReferenceConfig config) {
        if (config.has("trained_betas")) {
            return EXPLICIT;
        }
        String name = config.string("beta_schedule", "linear");
        return switch (name) {
            case "linear" -> LINEAR;
            case "scaled_linear" -> SCALED_LINEAR;
            case "squaredcos_cap_v2" -> COSINE;
            case "sigmoid" -> SIGMOID;
            case "laplace" -> LAPLACE;
            default ->
                throw new CheckpointException(
                        "%s: beta_schedule is %s, which is not supported here; supported: linear, scaled_linear, squaredcos_cap_v2, sigmoid, laplace"
                                .formatted(config.location(), name));
        };
    }
}
