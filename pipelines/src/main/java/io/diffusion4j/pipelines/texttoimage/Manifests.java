package io.diffusion4j.pipelines.texttoimage;

import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.Manifest;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.settings.SettingsMap;
import io.diffusion4j.pipelines.sampling.RunWarnings;
import io.diffusion4j.pipelines.texttoimage.TextToImagePipeline.Batch;
import java.util.HashMap;
import java.util.Map;

/**
 * The manifests of one batch. They name the whole batch, not the single image: matrix products round differently for
 * other batch sizes, so only the same batch gives the same bits.
 */
record Manifests(PipelineContext context, GenerationRequest request, Batch batch, RunWarnings warnings) {
    Manifest of(int index) {
        GenerationRequest same = request.withCount(batch.size())
                .withBatch(batch.size())
                .withSeed(batch.seeds().get(0));
        Map<String, Object> settings = new HashMap<>(context.settings());
        settings.put("request", SettingsMap.of(same));
        return new Manifest(
                Map.of("seed", batch.seeds().get(index), "index", index),
                settings,
                context.environment(),
                warnings.all());
    }
}
