package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.settings.ReferenceConfig;

/** A config that was published with a model and is kept as a resource. */
public final class PublishedConfig {
    private PublishedConfig() {}

    /** @param owner a class beside which the resource lies */
    public static ReferenceConfig of(Class<?> owner, String name) {
        return new ReferenceConfig(name, ConfigFiles.resource(owner, name));
    }
}
