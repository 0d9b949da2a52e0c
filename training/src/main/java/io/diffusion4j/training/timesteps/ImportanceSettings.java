package io.diffusion4j.training.timesteps;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import java.util.List;

/** Settings of {@link ImportanceProvider}. */
public record ImportanceSettings(
        @Doc("How likely each of as many equal stretches of time is, from clean to noise, up to a common factor.")
        List<Double> weights) {
    public ImportanceSettings {
        Constraints.check(ImportanceSettings.class, weights);
        weights = List.copyOf(weights);
        if (weights.isEmpty() || weights.stream().anyMatch(weight -> !(weight > 0) || weight.isInfinite())) {
            throw new InvalidSetting("weights", "must be numbers of more than 0, at least one, got " + weights);
        }
    }

    /** All times alike. */
    public static ImportanceSettings defaults() {
        return new ImportanceSettings(List.of(1.0));
    }
}
