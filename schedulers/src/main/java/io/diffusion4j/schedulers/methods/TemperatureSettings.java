package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** Settings of {@link TemperatureProvider}. */
public record TemperatureSettings(
        @Doc(
                "Factor of the noise that the model predicts: less than 1 removes less of it in each step, more than 1 more")
        @Range(min = 0, max = 10)
        double predicted,

        @Doc("Factor of the noise that a run starts from: less than 1 is calmer and plainer, more than 1 busier")
        @Range(min = 0, max = 10)
        double initial) {
    public TemperatureSettings {
        Constraints.check(TemperatureSettings.class, predicted, initial);
    }

    /** Changes nothing. */
    public static TemperatureSettings defaults() {
        return new TemperatureSettings(1, 1);
    }
}
