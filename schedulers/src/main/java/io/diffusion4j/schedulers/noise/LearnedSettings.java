package io.diffusion4j.schedulers.noise;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import java.nio.file.Path;
import java.util.Optional;

/** Of {@link BetaSchedule#LEARNED}: the network, and the range that its output is stretched to. */
@Doc("The network of the learned schedule, and the range of its output.")
public record LearnedSettings(
        @Doc("Safetensors file with the tensors l1.weight, l1.bias, l2.weight, l2.bias and l3.weight.")
        Optional<Path> file,

        @Doc("Logarithm of the noise-to-signal power ratio at the first timestep.") @Range(min = -60, max = 60)
        double gammaMin,

        @Doc("Logarithm of the noise-to-signal power ratio at the last timestep.") @Range(min = -60, max = 60)
        double gammaMax) {

    public LearnedSettings {
        Constraints.check(LearnedSettings.class, file, gammaMin, gammaMax);
        if (gammaMin >= gammaMax) {
            throw new InvalidSetting("gammaMin", "must be less than gamma-max, " + gammaMax + ", got " + gammaMin);
        }
    }

    /** No network, and the range that Kingma et al. 2021 start training from. */
    public static LearnedSettings defaults() {
        return new LearnedSettings(Optional.empty(), -13.3, 5);
    }
}
