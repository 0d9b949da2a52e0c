package io.diffusion4j.guidance;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import java.util.List;

/** Settings of {@code skip-layer}. The defaults are those of Stable Diffusion 3.5 medium. */
@Doc("Skip-layer guidance: cfg, and away from what the model predicts without some of its blocks.")
public record SkipLayerSettings(
        @Doc("How far to go from the negative to the positive prediction, as with cfg.") @Range(min = 0, max = 100)
        double scale,

        @Doc("How far to go away from the prediction without the blocks.") @Range(min = 0, max = 100)
        double skipScale,

        @Doc("Numbers of the blocks to leave out, from 0.") @Range(min = 0)
        List<Integer> layers,

        @Doc("Share of the steps after which it begins.") @Range(min = 0, max = 1)
        double start,

        @Doc("Share of the steps after which it ends.") @Range(min = 0, max = 1)
        double stop,

        @Doc("Whether both predictions of cfg are made in one batch or one after the other, which needs less memory.")
        Rows rows) {
    public SkipLayerSettings {
        Constraints.check(SkipLayerSettings.class, scale, skipScale, layers, start, stop, rows);
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new InvalidSetting("layers", "must name at least one block; use cfg to leave none out");
        }
        if (stop <= start) {
            throw new InvalidSetting("stop", "must be more than start, which is %s, got %s".formatted(start, stop));
        }
    }

    public static SkipLayerSettings defaults() {
        return new SkipLayerSettings(7, 2.8, List.of(7, 8, 9), 0.01, 0.2, Rows.BATCHED);
    }
}
