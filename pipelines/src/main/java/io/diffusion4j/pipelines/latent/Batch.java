package io.diffusion4j.pipelines.latent;

import io.diffusion4j.core.pipeline.GenerationRequest;
import java.util.List;
import java.util.stream.LongStream;

/** Images {@code first} to {@code first + size - 1} of a request. */
record Batch(int first, List<Long> seeds) {
    static Batch of(GenerationRequest request, int first) {
        long seed = request.seed().orElseThrow() + first;
        int size = Math.min(request.batch(), request.count() - first);
        return new Batch(
                first, LongStream.range(0, size).map(i -> seed + i).boxed().toList());
    }

    int size() {
        return seeds.size();
    }
}
