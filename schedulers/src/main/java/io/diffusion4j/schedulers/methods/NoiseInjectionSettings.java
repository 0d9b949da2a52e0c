package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import java.util.List;

/** Settings of {@link NoiseInjectionProvider}. */
public record NoiseInjectionSettings(
        @Doc("How much noise is added after a step, as a share of the noise that the sample has there")
        @Range(min = 0, max = 10)
        double strength,

        @Doc("How the strength falls over the run; none is constant")
        Decay decay,

        @Doc("Factors of the strength after each step instead of a decay; the last one holds for all later steps")
        @Range(min = 0, max = 1000)
        List<Double> factors) {

    /** How a strength falls from the first step to the last, after which nothing is added. */
    public enum Decay {
        NONE {
            @Override
            double factor(double progress) {
                return 1;
            }
        },
        LINEAR {
            @Override
            double factor(double progress) {
                return 1 - progress;
            }
        },
        /** Half a wave: slow at both ends. */
        COSINE {
            @Override
            double factor(double progress) {
                return (1 + Math.cos(Math.PI * progress)) / 2;
            }
        };

        /** @param progress 0 after the first step to 1 after the last */
        abstract double factor(double progress);
    }

    public NoiseInjectionSettings {
        Constraints.check(NoiseInjectionSettings.class, strength, decay, factors);
        factors = List.copyOf(factors);
        if (!factors.isEmpty() && decay != Decay.NONE) {
            throw new InvalidSetting("factors", "and decay exclude each other; give one of them");
        }
    }

    /** A tenth, after all steps. */
    public static NoiseInjectionSettings defaults() {
        return new NoiseInjectionSettings(0.1, Decay.NONE, List.of());
    }

    /** That after a step. @param index of the step, from 0 @param count number of steps, as far as it is known */
    double strengthAfter(int index, int count) {
        double progress = Math.min(1, (double) index / Math.max(1, count - 1));
        return strength
                * (factors.isEmpty() ? decay.factor(progress) : factors.get(Math.min(index, factors.size() - 1)));
    }
}
