package io.diffusion4j.core.runtime;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.error.DeviceException;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;

/** Finds the device that a setting names. */
public final class Devices {
    private Devices() {}

    /**
     * @param name {@code auto} (the first CUDA device if there is one, else the CPU), {@code cpu}, {@code cuda} or
     *     {@code cuda:N}
     * @throws ConfigurationException if the name is of none of these forms, or there is no such device
     * @throws DeviceException if the native libraries cannot be loaded
     */
    public static Device resolve(String name) {
        if (!name.matches("auto|cpu|cuda(:\\d{1,3})?")) {
            throw new ConfigurationException("device: must be auto, cpu, cuda or cuda:N, got '" + name + "'");
        }
        Natives.start();
        if (name.equals("cpu") || name.equals("auto") && !torch.cuda_is_available()) {
            return new Device("cpu");
        }
        if (!torch.cuda_is_available()) {
            throw new ConfigurationException("device: " + name
                    + ": no CUDA device can be used here; `d4j doctor` tells what is missing, `--device cpu` works");
        }
        int index = name.contains(":") ? Integer.parseInt(name.substring(name.indexOf(':') + 1)) : 0;
        int count = torch.cuda_device_count();
        if (index >= count) {
            throw new ConfigurationException("device: " + name + ": there are only " + count + " CUDA devices");
        }
        return new Device("cuda:" + index);
    }
}
