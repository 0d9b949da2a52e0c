package io.diffusion4j.schedulers.spacing;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.schedulers.noise.Linspace;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    /** Even in log σ over one level more, the smallest of which is left out: the last step starts one stride above it. */
    LOG_LINEAR(
            null,
            (max, min, count) ->
                    Arrays.copyOf(EXPONENTIAL.between(max, min, count + 1).orElseThrow(), count)),
    /** Optimised for Stable Diffusion 1; Sabour et al. 2024. */
    ALIGN_YOUR_STEPS_SD15(AlignYourSteps.SD15),
    /** Optimised for Stable Diffusion XL; Sabour et al. 2024. */
    ALIGN_YOUR_STEPS_SDXL(AlignYourSteps.SDXL),
    /** Optimised for Stable Video Diffusion, which has far higher noise levels; Sabour et al. 2024. */
    ALIGN_YOUR_STEPS_SVD(AlignYourSteps.SVD),
    /** Straight paths, σ from 1 to 0: rectified flow. */
    FLOW("use_flow_sigmas", null);

    private final String referenceKey;
    private final SigmaCurve curve;
    private final boolean fixed;

    SigmaSchedule(String referenceKey, SigmaCurve curve) {
        this.referenceKey = referenceKey;
        this.curve = curve;
        this.fixed = false;
    }

    SigmaSchedule(AlignYourSteps levels) {
        this.referenceKey = null;
        this.curve = levels;
        this.fixed = true;
    }

    /** Whether it places levels between two ends, or at fixed places, whatever the timesteps. */
    public boolean isCurve() {
        return curve != null;
    }

    /** Whether its levels, from the largest to the smallest, are fixed numbers, whatever the two ends are. */
    public boolean isFixed() {
        return fixed;
    }

    /** Whether the reference implementation has it too, so that published timesteps say how to round. */
    public boolean isOfReference() {
        return referenceKey != null;
    }

    /** @return {@code count} levels that fall from {@code max} to {@code min}; empty unless {@link #isCurve} */
    public Optional<double[]> between(double max, double min, int count) {
        return Optional.ofNullable(curve).map(c -> c.between(max, min, count));
    }

    /** @param custom what a request lists @throws ConfigurationException unless this leaves the levels to others */
    public void refuseBeside(String custom) {
        if (this != NONE) {
            throw new ConfigurationException("%s and sigmas: %s exclude one another; leave one out"
                    .formatted(custom, name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
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
