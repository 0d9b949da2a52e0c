package io.diffusion4j.training.latents;

import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.SafetensorsWriter;
import io.diffusion4j.training.data.BatchOrder.Batch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A file with the latents of some pictures of one size: {@code mean} and {@code log_variance}
 * [pictures, channels, height, width], float16.
 *
 * @param pictures in the order of the rows
 */
record LatentPart(Path file, Batch pictures) {
    /** Pictures in a part: what an interrupted run loses at most. */
    static final int LENGTH = 512;

    private static final String MEAN = "mean";
    private static final String LOG_VARIANCE = "log_variance";

    /** The parts of pictures of one size. */
    static List<LatentPart> of(Path folder, Batch all) {
        List<LatentPart> parts = new ArrayList<>();
        for (int from = 0; from < all.numbers().length; from += LENGTH) {
            long[] numbers = Arrays.copyOfRange(all.numbers(), from, Math.min(from + LENGTH, all.numbers().length));
            String name = "%dx%d-%05d.safetensors"
                    .formatted(all.extent().width(), all.extent().height(), from / LENGTH);
            parts.add(new LatentPart(folder.resolve(name), new Batch(numbers, all.extent())));
        }
        return parts;
    }

    /** Files appear whole or not at all. */
    boolean isWritten() {
        return Files.isRegularFile(file);
    }

    /** @param mean float16 @param logVariance float16 */
    void write(Tensor mean, Tensor logVariance) {
        SafetensorsWriter.write(file, Map.of(MEAN, mean, LOG_VARIANCE, logVariance), Map.of());
    }

    /** Mapped; belongs to the open scope, and valid after the file is closed. */
    Opened open() {
        try (SafetensorsFile source = SafetensorsFile.open(file)) {
            return new Opened(source.open(MEAN), source.open(LOG_VARIANCE));
        }
    }

    /** What is in the file. */
    record Opened(Tensor mean, Tensor logVariance) {}
}
