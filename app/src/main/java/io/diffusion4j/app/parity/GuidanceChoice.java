package io.diffusion4j.app.parity;

import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.guidance.GuidanceProvider;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.testkit.golden.GoldenSetup;

/** A guidance as a pipeline file chooses it. */
record GuidanceChoice(Part<GuidanceProvider<?>> part) {
    /** @param yaml {@code {type: cfg, scale: 5}} */
    static Guidance of(String name, String yaml, GoldenSetup setup) {
        return new SettingsBinder(setup.providers())
                .bind(YamlDocument.of(name, "part: " + yaml), GuidanceChoice.class)
                .part()
                .create(Guidance.class, PartContext.bare(setup.device(), DType.FLOAT32));
    }
}
