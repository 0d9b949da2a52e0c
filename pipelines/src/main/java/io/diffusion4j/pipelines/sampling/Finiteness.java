package io.diffusion4j.pipelines.sampling;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Values that are neither infinite nor not a number. */
final class Finiteness {
    private Finiteness() {}

    /** Whether all values are finite; the device is waited for once. */
    static boolean of(Tensor... tensors) {
        try (Scope scope = Scope.open()) {
            Tensor all = torch.isfinite(tensors[0]).all();
            for (int i = 1; i < tensors.length; i++) {
                all = all.logical_and(torch.isfinite(tensors[i]).all());
            }
            return all.item_bool();
        }
    }

    /**
     * The tensor with 0 where it is not a number, and with the largest finite magnitude of the same image where it is
     * infinite.
     *
     * @param tensor [batch, ...], floating point
     * @return the same shape; belongs to the open scope
     */
    static Tensor made(Tensor tensor) {
        try (Scope scope = Scope.open()) {
            Tensor zero = torch.zeros_like(tensor);
            Tensor finite = torch.where(torch.isfinite(tensor), tensor, zero);
            long[] perImage = HostData.shape(tensor);
            Arrays.fill(perImage, 1, perImage.length, 1);
            Tensor largest =
                    finite.abs().flatten(1, -1).amax(new long[] {1}, false).reshape(perImage);
            Tensor signed = torch.sign(tensor).mul(largest);
            Tensor infinite = torch.isinf(tensor);
            return scope.keep(torch.where(infinite, signed, finite));
        }
    }
}
