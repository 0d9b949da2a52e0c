package io.diffusion4j.training.data.scenes;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** Settings of {@code scenes}. */
@Doc("Small landscapes, drawn and captioned by a program.")
public record SceneSettings(
        @Doc("How many scenes.") @Range(min = 1, max = 1e9) long count,

        @Doc("Chooses the scenes; other seeds give other ones.")
        long seed,

        @Doc("Width and height of each picture in pixels.") @Range(min = 32, max = 1024)
        int size) {
    public SceneSettings {
        Constraints.check(SceneSettings.class, count, seed, size);
    }

    public static SceneSettings defaults() {
        return new SceneSettings(50_000, 0, 128);
    }
}
