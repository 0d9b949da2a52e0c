package io.diffusion4j.schedulers.noise;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.settings.ReferenceConfig;

/** How the variance of the noise that each training timestep adds grows over the timesteps. */
public enum BetaSchedule {
    /** Even steps from {@code beta-start} to {@code beta-end}; Ho et al. 2020. */
    LINEAR {
        @Override
        float[] betas(NoiseScheduleSettings s) {
            return Linspace.single(s.betaStart(), s.betaEnd(), s.trainTimesteps());
        }
    },
    /** Even steps of the square root; latent diffusion, Rombach et al. 2022. */
    SCALED_LINEAR {
        @Override
        float[] betas(NoiseScheduleSettings s) {
            float[] roots = Linspace.single(Math.sqrt(s.betaStart()), Math.sqrt(s.betaEnd()), s.trainTimesteps());
            for (int i = 0; i < roots.length; i++) {
                roots[i] *= roots[i];
            }
            return roots;
        }
    },
    /** The signal's power falls as a squared cosine, steps capped at 0.999; Nichol and Dhariwal 2021. */
    COSINE {
        @Override
        float[] betas(NoiseScheduleSettings s) {
            int n = s.trainTimesteps();
            float[] betas = new float[n];
            for (int i = 0; i < n; i++) {
                double kept = signalPower((i + 1.0) / n) / signalPower((double) i / n);
                betas[i] = (float) Math.min(1 - kept, 0.999);
            }
            return betas;
        }

        private static double signalPower(double time) {
            double root = Math.cos((time + 0.008) / 1.008 * Math.PI / 2);
            return root * root;
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
    };

    abstract float[] betas(NoiseScheduleSettings settings);

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
            default ->
                throw new CheckpointException(
                        "%s: beta_schedule is %s, which is not supported here; supported: linear, scaled_linear, squaredcos_cap_v2, sigmoid"
                                .formatted(config.location(), name));
        };
    }
}
