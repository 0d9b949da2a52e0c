package io.diffusion4j.training.latents;

import static org.bytedeco.pytorch.global.torch.cat;

import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.IoReason;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.data.Cropping;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.data.PictureBatch;
import io.diffusion4j.training.data.Pixels;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Encodes what no part has yet. @param progress is told how many pictures are done, after each part */
record CacheBuilder(DataSet data, Encoder encoder, LongConsumer progress) {
    /** Pictures that are encoded together. */
    private static final int TOGETHER = 16;

    void build(List<LatentPart> parts) {
        long done = 0;
        for (LatentPart part : parts) {
            done += part.pictures().numbers().length;
            if (!part.isWritten()) {
                write(part);
                progress.accept(done);
            }
        }
    }

    private void write(LatentPart part) {
        try (Scope scope = Scope.open()) {
            Files.createDirectories(part.file().getParent());
            TensorVector means = new TensorVector();
            TensorVector logVariances = new TensorVector();
            long[] numbers = part.pictures().numbers();
            for (int from = 0; from < numbers.length; from += TOGETHER) {
                long[] some = Arrays.copyOfRange(numbers, from, Math.min(from + TOGETHER, numbers.length));
                Posterior posterior = half(pictures(part, some));
                means.push_back(posterior.mean());
                logVariances.push_back(posterior.logVariance());
            }
            part.write(cat(means, 0), cat(logVariances, 0));
        } catch (IOException e) {
            throw new OutputException(
                    "%s: cannot be made: %s".formatted(part.file().getParent(), IoReason.of(e)), e);
        }
    }

    private Posterior half(PictureBatch pictures) {
        try (Scope scope = Scope.open()) {
            Posterior posterior = encoder.encode(pictures);
            return new Posterior(scope.keep(half(posterior.mean())), scope.keep(half(posterior.logVariance())));
        }
    }

    private static Tensor half(Tensor values) {
        return values.toType(ScalarType.Half).cpu();
    }

    /** Read on all threads. */
    private PictureBatch pictures(LatentPart part, long[] numbers) {
        List<Pixels> pictures = Arrays.stream(numbers)
                .parallel()
                .mapToObj(number -> Cropping.CENTER.cover(
                        Pixels.of(data.image(number)), part.pictures().extent(), new SplittableRandom(number)))
                .toList();
        return PictureBatch.of(numbers, pictures);
    }
}
