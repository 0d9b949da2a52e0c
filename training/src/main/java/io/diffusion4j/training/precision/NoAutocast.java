package io.diffusion4j.training.precision;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/** Switches this thread's autocast off until closed, for numbers that would lose too many digits. */
public final class NoAutocast implements AutoCloseable {
    private final DeviceType type;
    private final boolean before;

    private NoAutocast(DeviceType type) {
        this.type = type;
        this.before = torch.is_autocast_enabled(type);
        torch.set_autocast_enabled(type, false);
    }

    public static NoAutocast on(Device device) {
        return new NoAutocast(device.type());
    }

    @Override
    public void close() {
        torch.set_autocast_enabled(type, before);
    }
}
