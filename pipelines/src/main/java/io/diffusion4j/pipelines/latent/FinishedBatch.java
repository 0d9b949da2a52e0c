package io.diffusion4j.pipelines.latent;

import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationObserver;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.Manifest;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.settings.SettingsMap;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.pipelines.sampling.RunWarnings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * The images of one batch with their manifests. These name the whole batch, not the single image: matrix products round
 * differently for other batch sizes, so only the same batch gives the same bits.
 *
 * @param image tells the image that the run began with from others of that name
 */
record FinishedBatch(
        PipelineContext context, GenerationRequest request, Batch batch, RunWarnings warnings, Optional<String> image) {
    /** @param pixels uint8 [batch, height, width, 3] @param observer is given each image */
    List<GeneratedImage> images(Tensor pixels, GenerationObserver observer) {
        byte[] all = HostData.bytes(pixels);
        int size = all.length / batch.size();
        List<GeneratedImage> images = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            GeneratedImage image = new GeneratedImage(
                    batch.first() + i,
                    (int) pixels.size(2),
                    (int) pixels.size(1),
                    Arrays.copyOfRange(all, i * size, (i + 1) * size),
                    manifest(i));
            observer.onImage(image);
            images.add(image);
        }
        return images;
    }

    private Map<String, Object> environment() {
        Map<String, Object> facts = new HashMap<>(context.environment());
        image.ifPresent(digest -> facts.put("image", digest));
        return facts;
    }

    private Manifest manifest(int index) {
        GenerationRequest same = request.withCount(batch.size())
                .withBatch(batch.size())
                .withSeed(batch.seeds().get(0));
        Map<String, Object> settings = new HashMap<>(context.settings());
        settings.put("request", SettingsMap.of(same));
        return new Manifest(
                Map.of("seed", batch.seeds().get(index), "index", index), settings, environment(), warnings.all());
    }
}
