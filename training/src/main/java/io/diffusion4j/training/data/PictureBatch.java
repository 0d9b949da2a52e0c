package io.diffusion4j.training.data;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Pictures of one size, not yet a tensor, so that they can be made on any thread.
 *
 * @param numbers of the pictures in their data set
 * @param values [batch, 3, height, width]
 */
public record PictureBatch(long[] numbers, byte[] values, Extent extent) {
    private static final double HALF = 127.5;

    /** Puts pictures of one size one after another. */
    public static PictureBatch of(long[] numbers, List<Pixels> pictures) {
        Extent extent = pictures.get(0).extent();
        int length = pictures.get(0).values().length;
        byte[] values = new byte[length * pictures.size()];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(pictures.get(i).values(), 0, values, i * length, length);
        }
        return new PictureBatch(numbers, values, extent);
    }

    /** [batch, 3, height, width] in -1..1, float32; belongs to the open scope. */
    public Tensor tensor(Device device) {
        try (Scope scope = Scope.open()) {
            Tensor bytes = HostData.tensor(values, numbers.length, 3, extent.height(), extent.width());
            return scope.keep(
                    bytes.to(device, ScalarType.Float).div_(new Scalar(HALF)).sub_(new Scalar(1.0)));
        }
    }
}
