package com.example.pebble;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.Set;

/** Makes the backbone of a checkpoint. Listed in {@code META-INF/services}. */
public final class PebbleProvider implements BackboneProvider<PebbleSettings> {
    @Override
    public String type() {
        return "pebble";
    }

    @Override
    public String summary() {
        return "A few convolutions that know time and prompt";
    }

    @Override
    public Class<PebbleSettings> settings() {
        return PebbleSettings.class;
    }

    @Override
    public Backbone create(PebbleSettings settings, BuildContext context) {
        return Pebble.of(settings, context.weights());
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("PebbleModel");
    }

    @Override
    public PebbleSettings fromReference(ReferenceConfig config) {
        PebbleSettings usual = PebbleSettings.defaults();
        return new PebbleSettings(
                config.integer("sample_size", usual.sampleSize()),
                config.integer("channels", usual.channels()),
                config.integer("width", usual.width()),
                config.integer("context_width", usual.contextWidth()));
    }
}
