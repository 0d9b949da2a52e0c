package io.diffusion4j.training.autoencoder;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/** Switches this thread's autocast off until closed, for numbers that would lose too many digits. */
final class Autocast implements AutoCloseable {
    private final DeviceType type;
    private final boolean before;

    private Autocast(DeviceType type) {
        this.type = type;
        this.before = torch.is_autocast_enabled(type);
        torch.set_autocast_enabled(type, false);
    }

    static Autocast off(Device device) {
        return new Autocast(device.type());
    }

    @Override
    public void close() {
        torch.set_autocast_enabled(type, before);
    }
}
