package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.settings.ReferenceConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The configs of a published model, kept as resources; what the file itself tells is put over them. */
record StockConfigs(String model, ModelIndex index, Map<String, Map<String, Object>> overrides)
        implements ModelConfigs {
    static StockConfigs of(String model, String pipelineClass, Map<String, Map<String, Object>> overrides) {
        String location = model + "/model_index.json";
        ModelIndex published = ModelIndex.of(location, ConfigFiles.resource(location));
        return new StockConfigs(model, new ModelIndex(pipelineClass, published.classes()), overrides);
    }

    @Override
    public ReferenceConfig config(String component) {
        String location = model + "/" + component + ".json";
        return new ReferenceConfig(location, ConfigFiles.resource(location))
                .with(overrides.getOrDefault(component, Map.of()));
    }

    @Override
    public Optional<Path> folder(String component) {
        return Optional.empty();
    }
}
