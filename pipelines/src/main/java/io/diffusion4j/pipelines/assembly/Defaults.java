package io.diffusion4j.pipelines.assembly;

import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.guidance.GuidanceProvider;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.core.spi.Providers;
import java.util.Map;

/** The parts that are used where nothing is asked for: what a practitioner would choose. */
final class Defaults {
    private Defaults() {}

    static Part<AttentionProvider<?>> attention(Map<String, AttentionProvider<?>> known) {
        return Part.ofDefaults(known.get("auto"));
    }

    /** @param yaml what the model's family uses */
    static Part<GuidanceProvider<?>> guidance(Providers providers, String yaml) {
        YamlDocument document = YamlDocument.of("the model family's default", "guidance: " + yaml);
        return new SettingsBinder(providers).bind(document, Guided.class).guidance();
    }

    private record Guided(Part<GuidanceProvider<?>> guidance) {}
}
