package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.backbone.Conditioning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * What the way down leaves for the way up: last in, first out. It owns its tensors instead of a scope, so that each is
 * freed as soon as it is used and not when the network is done.
 */
final class SkipConnections implements AutoCloseable {
    private final List<Tensor> tensors = new ArrayList<>();

    /** Puts a tensor of the open scope on top. */
    void push(Tensor tensor) {
        tensor.retainReference();
        tensors.add(tensor);
    }

    /** Takes the top off; the result belongs to the open scope. */
    Tensor pop() {
        Tensor top = tensors.remove(tensors.size() - 1);
        Tensor handle = new Tensor(top);
        top.releaseReference();
        return handle;
    }

    /** Height and width of the top. */
    long[] topSize() {
        Tensor top = tensors.get(tensors.size() - 1);
        return new long[] {top.size(2), top.size(3)};
    }

    /** Adds what a ControlNet says. */
    void addResiduals(Conditioning conditioning) {
        for (int i = 0; i < tensors.size(); i++) {
            Optional<Tensor> residual = conditioning.find(ControlResiduals.down(i));
            if (residual.isPresent()) {
                Tensor plain = tensors.get(i);
                // Not in place: the deepest skip is also the input of the middle block.
                Tensor sum = plain.add(residual.get());
                sum.retainReference();
                tensors.set(i, sum);
                plain.releaseReference();
            }
        }
    }

    @Override
    public void close() {
        tensors.forEach(Tensor::releaseReference);
        tensors.clear();
    }
}
