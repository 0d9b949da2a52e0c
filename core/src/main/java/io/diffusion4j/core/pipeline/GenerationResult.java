package io.diffusion4j.core.pipeline;

import java.util.List;

/** The images of one request, in order. */
public record GenerationResult(List<GeneratedImage> images) {
    public GenerationResult {
        images = List.copyOf(images);
    }
}
