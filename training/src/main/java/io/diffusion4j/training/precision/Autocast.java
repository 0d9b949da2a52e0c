package io.diffusion4j.training.precision;

import io.diffusion4j.core.tensor.DType;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/**
 * While it is open, this thread's matrix products and convolutions on a device compute in a half type, everything that sums
 * or normalises in float32. Weights are cast once, however often they are used. Closed before gradients are taken.
 */
public final class Autocast implements AutoCloseable {
    private final Optional<DeviceType> type;

    private Autocast(Optional<DeviceType> type) {
        this.type = type;
    }

    public static Autocast open(Device device, Precision precision) {
        Optional<DType> half = precision.half();
        half.ifPresent(dtype -> {
            torch.set_autocast_dtype(device.type(), dtype.scalarType());
            torch.set_autocast_enabled(device.type(), true);
        });
        return new Autocast(half.map(dtype -> device.type()));
    }

    @Override
    public void close() {
        type.ifPresent(on -> {
            torch.set_autocast_enabled(on, false);
            torch.clear_cache();
        });
    }
}
