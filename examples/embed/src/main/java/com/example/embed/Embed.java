package com.example.embed;

import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.GenerationResult;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.output.PngFile;
import java.nio.file.Path;

/** Makes one image: {@code embed MODEL PROMPT IMAGE.png}. */
public final class Embed {
    private Embed() {}

    public static void main(String[] arguments) {
        Path model = Path.of(arguments[0]);
        Path image = Path.of(arguments[2]);
        GenerationRequest request =
                GenerationRequest.of(arguments[1]).withSeed(42).withSteps(20);
        try (Diffusion4J diffusion = Diffusion4J.open();
                Pipeline pipeline = diffusion.load(model)) {
            GenerationResult result = pipeline.generate(request);
            PngFile.save(result.images().get(0), image);
        }
    }
}
