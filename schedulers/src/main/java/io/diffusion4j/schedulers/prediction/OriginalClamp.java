package io.diffusion4j.schedulers.prediction;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.core.settings.ReferenceConfig;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What keeps the predicted clean sample within the range of real ones. */
@Doc("What keeps the predicted clean sample within the range of real ones.")
public record OriginalClamp(
        @Doc("none, clip to a fixed range, or dynamic thresholding.")
        Kind kind,

        @Doc("Largest absolute value, for clip.") @Range(min = 0)
        double range,

        @Doc("Share of absolute values that stays inside, for dynamic.") @Range(min = 0, max = 1)
        double quantile,

        @Doc("Largest threshold, for dynamic.") @Range(min = 1)
        double maximum) {

    /** How the predicted clean sample is kept in range. */
    public enum Kind {
        NONE {
            @Override
            Tensor apply(OriginalClamp clamp, Tensor original) {
                return original;
            }
        },
        CLIP {
            @Override
            Tensor apply(OriginalClamp clamp, Tensor original) {
                return Bounds.clamp(original, -clamp.range, clamp.range);
            }
        },
        /** Each image is clipped at a quantile of its own and scaled back to one; Saharia et al. 2022. */
        DYNAMIC {
            @Override
            Tensor apply(OriginalClamp clamp, Tensor original) {
                Tensor magnitudes = original.abs().flatten(1, -1);
                Tensor quantile = magnitudes.quantile(clamp.quantile, new LongOptional(1), false, "linear");
                Tensor limit = Bounds.clamp(quantile, 1, clamp.maximum).reshape(-1, 1, 1, 1);
                return torch.minimum(torch.maximum(original, limit.neg()), limit)
                        .div(limit);
            }
        };

        abstract Tensor apply(OriginalClamp clamp, Tensor original);
    }

    public OriginalClamp {
        Constraints.check(OriginalClamp.class, kind, range, quantile, maximum);
    }

    /** None, as latent diffusion needs. */
    public static OriginalClamp defaults() {
        return new OriginalClamp(Kind.NONE, 1, 0.995, 1);
    }

    /** @param range largest absolute value */
    public static OriginalClamp clip(double range) {
        return new OriginalClamp(Kind.CLIP, range, 0.995, 1);
    }

    /**
     * @param quantile share of absolute values that stays inside
     * @param maximum largest threshold, 1 or more; may be infinite
     */
    public static OriginalClamp dynamic(double quantile, double maximum) {
        return new OriginalClamp(Kind.DYNAMIC, 1, quantile, maximum);
    }

    /**
     * As a {@code scheduler_config.json} has it.
     *
     * @param clipByDefault the reference class's default for {@code clip_sample}
     */
    public static OriginalClamp of(ReferenceConfig config, boolean clipByDefault) {
        boolean clip = config.flag("clip_sample", clipByDefault);
        Kind kind = config.flag("thresholding", false) ? Kind.DYNAMIC : clip ? Kind.CLIP : Kind.NONE;
        return new OriginalClamp(
                kind,
                config.decimal("clip_sample_range", 1),
                config.decimal("dynamic_thresholding_ratio", 0.995),
                config.decimal("sample_max_value", 1));
    }

    /** As a config has it for schedulers of the reference that threshold, but never clip. */
    public static OriginalClamp thresholdingOf(ReferenceConfig config) {
        OriginalClamp clamp = of(config, false);
        return clamp.kind == Kind.CLIP
                ? new OriginalClamp(Kind.NONE, clamp.range, clamp.quantile, clamp.maximum)
                : clamp;
    }

    /** @param original [batch, channels, height, width] @return the same shape; belongs to the open scope */
    public Tensor apply(Tensor original) {
        return kind.apply(this, original);
    }
}
