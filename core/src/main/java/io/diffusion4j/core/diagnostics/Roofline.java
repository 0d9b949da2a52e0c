package io.diffusion4j.core.diagnostics;

import io.diffusion4j.core.nn.Work;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * The rates that a device was measured to reach at sizes that suit it, to compare models with. Williams et al. 2009; that
 * memory has limits too is left out.
 *
 * @param products matrix products, in floating-point operations per second
 * @param convolutions the same
 */
public record Roofline(double products, double convolutions) {
    private static final double SECONDS_EACH = 0.4;
    private static final long SIDE = 2048;
    private static final long BATCH = 8;
    private static final long CHANNELS = 256;
    private static final long PIXELS = 32;
    private static final long KERNEL = 3;

    /** Computes for about a second, with as many threads as models do. @param dtype of the numbers */
    public static Roofline measure(Device device, DType dtype) {
        try (Scope scope = Scope.open();
                NoGradGuard off = new NoGradGuard()) {
            TensorOptions options = new TensorOptions(dtype.scalarType()).device(new DeviceOptional(device));
            Tensor a = torch.torch_zeros(new long[] {SIDE, SIDE}, options);
            Tensor image = torch.torch_zeros(new long[] {BATCH, CHANNELS, PIXELS, PIXELS}, options);
            Tensor kernel = torch.torch_zeros(new long[] {CHANNELS, CHANNELS, KERNEL, KERNEL}, options);
            return new Roofline(
                    rate(2.0 * SIDE * SIDE * SIDE, () -> a.mm(a)),
                    rate(2.0 * image.numel() * CHANNELS * KERNEL * KERNEL, () -> convolved(image, kernel)));
        }
    }

    /** How long work takes at these rates. */
    public double seconds(Work work) {
        return work.convolution() / convolutions + (work.linear() + work.attention()) / products;
    }

    private static Tensor convolved(Tensor image, Tensor kernel) {
        return torch.conv2d(
                image, kernel, new TensorOptional(), new long[] {1, 1}, new long[] {1, 1}, new long[] {1, 1}, 1);
    }

    /** The best of ever longer runs, of which the first ones warm up. */
    private static double rate(double operations, Supplier<Tensor> code) {
        double best = 0;
        double spent = 0;
        for (int times = 1; spent < SECONDS_EACH; times *= 2) {
            double seconds = seconds(times, code);
            spent += seconds;
            best = Math.max(best, times * operations / seconds);
        }
        return best;
    }

    /** Reads a number back at the end, which waits for the device. */
    private static double seconds(int times, Supplier<Tensor> code) {
        long start = System.nanoTime();
        for (int i = 1; i < times; i++) {
            try (Scope scope = Scope.open()) {
                code.get();
            }
        }
        try (Scope scope = Scope.open()) {
            code.get().view(-1).narrow(0, 0, 1).item_double();
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
