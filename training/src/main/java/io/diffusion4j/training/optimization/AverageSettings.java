package io.diffusion4j.training.optimization;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** Settings of {@link Average}. */
@Doc("An exponential moving average of the weights")
public record AverageSettings(
        @Doc("How much of the average is kept at each step, once it has settled") @Range(min = 0, max = 1)
        double decay) {
    public AverageSettings {
        Constraints.check(AverageSettings.class, decay);
    }

    public static AverageSettings defaults() {
        return new AverageSettings(0.9999);
    }
}
