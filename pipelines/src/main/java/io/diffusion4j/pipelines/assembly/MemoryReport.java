package io.diffusion4j.pipelines.assembly;

import io.diffusion4j.core.error.OutOfDeviceMemory;
import io.diffusion4j.core.pipeline.GenerationObserver;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.GenerationResult;
import io.diffusion4j.core.pipeline.Pipeline;
import java.util.regex.Pattern;

/** Tells a run that ended for lack of memory from other failures of libtorch, and what to do about it. */
record MemoryReport(Pipeline pipeline) implements Pipeline {
    private static final Pattern NO_MEMORY = Pattern.compile("out of memory|can't allocate memory");

    @Override
    public GenerationResult generate(GenerationRequest request, GenerationObserver observer) {
        try {
            return pipeline.generate(request, observer);
        } catch (RuntimeException | OutOfMemoryError e) {
            throw explain(e, request);
        }
    }

    private static RuntimeException explain(Throwable e, GenerationRequest request) {
        if (e instanceof OutOfMemoryError
                || NO_MEMORY.matcher(String.valueOf(e.getMessage())).find()) {
            return new OutOfDeviceMemory(
                    ("the device ran out of memory with %d images at once; lower request.batch (now %d) or the size, set"
                                    + " autoencoder.tiling, or attention: sliced")
                            .formatted(Math.min(request.batch(), request.count()), request.batch()),
                    e);
        }
        return (RuntimeException) e;
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
