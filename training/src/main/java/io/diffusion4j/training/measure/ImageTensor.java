package io.diffusion4j.training.measure;

import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.awt.image.BufferedImage;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Pictures as tensors [pictures, 3, height, width] in -1..1, float32 on the CPU; they belong to the open scope. */
final class ImageTensor {
    private static final double HALF = 127.5;

    private ImageTensor() {}

    /** Pictures of one size. */
    static Tensor ofGenerated(List<GeneratedImage> images) {
        return stacked(images.stream()
                .map(image -> HostData.tensor(image.rgb(), image.height(), image.width(), 3))
                .toList());
    }

    /** Opaque pictures of one size. */
    static Tensor ofBuffered(List<BufferedImage> images) {
        return stacked(images.stream()
                .map(image -> HostData.tensor(samples(image), image.getHeight(), image.getWidth(), 3))
                .toList());
    }

    private static Tensor stacked(List<Tensor> pictures) {
        try (Scope scope = Scope.open()) {
            Tensor all = torch.stack(new TensorVector(pictures.toArray(Tensor[]::new)));
            Tensor planes = all.permute(0, 3, 1, 2).toType(ScalarType.Float);
            return scope.keep(planes.div(new Scalar(HALF)).sub(new Scalar(1)));
        }
    }

    private static byte[] samples(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        byte[] samples = new byte[pixels.length * 3];
        for (int i = 0; i < pixels.length; i++) {
            samples[3 * i] = (byte) (pixels[i] >> 16);
            samples[3 * i + 1] = (byte) (pixels[i] >> 8);
            samples[3 * i + 2] = (byte) pixels[i];
        }
        return samples;
    }
}
