package io.diffusion4j.pipelines.assembly;

import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.guidance.GuidanceProvider;
import io.diffusion4j.core.settings.Part;
import java.util.Map;

/** The parts that are used where nothing is asked for: what a practitioner would choose. */
final class Defaults {
    private Defaults() {}

    static Part<AttentionProvider<?>> attention(Map<String, AttentionProvider<?>> known) {
        return Part.ofDefaults(known.get("auto"));
    }

    static Part<GuidanceProvider<?>> guidance(Map<String, GuidanceProvider<?>> known) {
        return Part.ofDefaults(known.get("cfg"));
    }
}
