package io.diffusion4j.pipelines.sampling;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.tensor.Scope;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Turns latents into pixels. */
public record LatentDecoder(Autoencoder autoencoder) {
    /**
     * @param latents scaled latents [batch, channels, height, width], float32
     * @return float32 [batch, 3, height * factor, width * factor] in 0..1; belongs to the open scope
     */
    public Tensor decode(Tensor latents) {
        return decode(latents, image -> image);
    }

    /** @param check looks at the image as the autoencoder gave it, and may put another in its place */
    public Tensor decode(Tensor latents, UnaryOperator<Tensor> check) {
        try (Scope scope = Scope.open()) {
            Tensor image = check.apply(autoencoder.decode(autoencoder.info().unscale(latents)));
            Tensor unit = image.mul(new Scalar(0.5)).add(new Scalar(0.5));
            return scope.keep(unit.clamp(new ScalarOptional(new Scalar(0.0)), new ScalarOptional(new Scalar(1.0))));
        }
    }

    /**
     * @param image [batch, 3, height, width] in 0..1
     * @return uint8 [batch, height, width, 3] on the CPU, rounded half to even; belongs to the open scope
     */
    public static Tensor toBytes(Tensor image) {
        try (Scope scope = Scope.open()) {
            return scope.keep(image.mul(new Scalar(255.0))
                    .round()
                    .toType(ScalarType.Byte)
                    .permute(0, 2, 3, 1)
                    .contiguous()
                    .cpu());
        }
    }
}
