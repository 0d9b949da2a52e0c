package io.diffusion4j.training.latents;

import static org.bytedeco.pytorch.global.torch.cat;

import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.pipelines.latent.FittedImage;
import io.diffusion4j.pipelines.latent.ImageSize;
import io.diffusion4j.pipelines.latent.PixelTensor;
import io.diffusion4j.training.data.BatchOrder.Batch;
import io.diffusion4j.training.data.DataSet;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** Pictures of a data set as models take them: scaled until they cover the size that is asked for, and cut evenly. */
public final class PictureBatch {
    private PictureBatch() {}

    /** [batch, 3, height, width] in -1..1, float32, on the CPU; belongs to the open scope. */
    public static Tensor of(DataSet data, Batch batch) {
        ImageSize size = new ImageSize(batch.extent().width(), batch.extent().height());
        // Decoding takes longer than all else; tensors are made on this thread, whose scope owns them.
        List<BufferedImage> pictures =
                Arrays.stream(batch.numbers()).parallel().mapToObj(data::image).toList();
        try (Scope scope = Scope.open()) {
            TensorVector rows = new TensorVector();
            pictures.forEach(picture -> rows.push_back(FittedImage.of(PixelTensor.of(picture), size)));
            return scope.keep(cat(rows, 0).mul(new Scalar(2.0)).sub(new Scalar(1.0)));
        }
    }
}
