package io.diffusion4j.schedulers.spacing;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.schedulers.noise.Linspace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the noise levels of a run come from. */
public enum SigmaSchedule {
    /** From the noise schedule, at the chosen timesteps. */
    NONE(null, null),
    /** Even in σ^(1/7); Karras et al. 2022, equation 5. */
    KARRAS("use_karras_sigmas", (max, min, count) -> {
        double from = Math.pow(max, 1 / 7.0);
        double to = Math.pow(min, 1 / 7.0);
        return over(0, 1, count, ramp -> Math.pow(from + ramp * (to - from), 7));
    }),
    /** Even in log σ. */
    EXPONENTIAL("use_exponential_sigmas", (max, min, count) -> over(Math.log(max), Math.log(min), count, Math::exp)),
    /** Quantiles of Beta(0.6, 0.6); Lee et al. 2024. */
    BETA("use_beta_sigmas", (max, min, count) -> {
        SymmetricBeta beta = new SymmetricBeta(0.6);
        return over(0, 1, count, ramp -> min + beta.quantile(1 - ramp) * (max - min));
    }),
    /** Even in λ = −log σ; Lu et al. 2022. */
    LU("use_lu_lambdas", EXPONENTIAL.curve),
    /** Straight paths, σ from 1 to 0: rectified flow. */
    FLOW("use_flow_sigmas", null);

    private final String referenceKey;
    private final SigmaCurve curve;

    SigmaSchedule(String referenceKey, SigmaCurve curve) {
        this.referenceKey = referenceKey;
        this.curve = curve;
    }

    /** Whether it places levels between two ends, whatever the timesteps. */
    public boolean isCurve() {
        return curve != null;
    }

    /** @return {@code count} levels that fall from {@code max} to {@code min}; empty unless {@link #isCurve} */
    public Optional<double[]> between(double max, double min, int count) {
        return Optional.ofNullable(curve).map(c -> c.between(max, min, count));
    }

    public static SigmaSchedule of(ReferenceConfig config) {
        List<SigmaSchedule> chosen = Stream.of(values())
                .filter(s -> s.referenceKey != null && config.flag(s.referenceKey, false))
                .toList();
        if (chosen.size() > 1) {
            throw new CheckpointException("%s: %s and %s exclude one another"
                    .formatted(config.location(), chosen.get(0).referenceKey, chosen.get(1).referenceKey));
        }
        return chosen.isEmpty() ? NONE : chosen.get(0);
    }

    private static double[] over(double start, double end, int count, java.util.function.DoubleUnaryOperator level) {
        return Arrays.stream(Linspace.of(start, end, count)).map(level).toArray();
    }
}
