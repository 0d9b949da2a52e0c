package io.diffusion4j.schedulers.flow;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import java.util.Optional;

/** Where the noise levels of straight paths lie. */
@Doc("Where the noise levels lie on the straight path from noise to image.")
public record FlowLevelSettings(
        @Doc("Number of timesteps that the model was trained with.") @Range(min = 1, max = 100000)
        int trainTimesteps,

        @Doc("What moves the noise levels up: a fixed factor, or one that grows with the image.")
        FlowShift shiftBy,

        @Doc("The fixed factor; 1 leaves the levels even.") @Range(min = 0.001)
        double shift,

        @Doc("Strength of the shift at base-tokens, where it grows with the image.")
        double baseShift,

        @Doc("Strength of the shift at max-tokens, where it grows with the image.")
        double maxShift,

        @Doc("Length of the image sequence that has base-shift.") @Range(min = 1)
        int baseTokens,

        @Doc("Length of the image sequence that has max-shift.") @Range(min = 2)
        int maxTokens,

        @Doc("Noise level that the last step starts at, reached by stretching the others; as it comes if left out.")
        @Range(min = 0, max = 0.999)
        Optional<Double> terminal,

        @Doc("How the levels lie between the largest and the smallest: none is even before the shift.")
        SigmaSchedule sigmas) {

    public FlowLevelSettings {
        Constraints.check(
                FlowLevelSettings.class,
                trainTimesteps,
                shiftBy,
                shift,
                baseShift,
                maxShift,
                baseTokens,
                maxTokens,
                terminal,
                sigmas);
        if (maxTokens <= baseTokens) {
            throw new InvalidSetting("maxTokens", "must be more than base-tokens");
        }
        if (sigmas == SigmaSchedule.LU || sigmas == SigmaSchedule.FLOW || sigmas.isFixed()) {
            throw new InvalidSetting(
                    "sigmas", "must be none, karras, exponential, log-linear or beta: the paths are straight");
        }
    }

    /** Stable Diffusion 3's. */
    public static FlowLevelSettings defaults() {
        return ofShift(1000, 3);
    }

    /** Even levels that are moved by a fixed factor. */
    static FlowLevelSettings ofShift(int trainTimesteps, double shift) {
        return new FlowLevelSettings(
                trainTimesteps, FlowShift.FACTOR, shift, 0.5, 1.15, 256, 4096, Optional.empty(), SigmaSchedule.NONE);
    }

    /** As a {@code scheduler_config.json} has it. */
    static FlowLevelSettings of(ReferenceConfig config) {
        config.expect("invert_sigmas", null, false);
        return new FlowLevelSettings(
                config.integer("num_train_timesteps", 1000),
                FlowShift.of(config),
                config.decimal("shift", 1),
                config.decimal("base_shift", 0.5),
                config.decimal("max_shift", 1.15),
                config.integer("base_image_seq_len", 256),
                config.integer("max_image_seq_len", 4096),
                config.decimal("shift_terminal").filter(terminal -> terminal != 0),
                SigmaSchedule.of(config));
    }
}
