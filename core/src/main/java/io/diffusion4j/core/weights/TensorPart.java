package io.diffusion4j.core.weights;

import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A tensor of a source, or a view of one, as {@link TensorView} hands it out.
 *
 * @param info dtype and shape of the view
 * @param whole whether it is the whole tensor in its own order, at most in another shape
 * @param view makes the view from the stored tensor, without a copy where possible
 */
public record TensorPart(TensorSource source, String name, TensorInfo info, boolean whole, UnaryOperator<Tensor> view) {

    /** The tensor as it is stored. */
    public static TensorPart of(TensorSource source, String name) {
        return new TensorPart(source, name, source.info(name), true, tensor -> tensor);
    }

    /** The same elements in another shape. */
    public TensorPart reshaped(List<Long> shape) {
        TensorInfo reshaped = new TensorInfo(info.dtype(), shape);
        if (reshaped.elements() != info.elements()) {
            throw new IllegalArgumentException(name + ": " + info.shape() + " cannot become " + shape);
        }
        return new TensorPart(source, name, reshaped, whole, then(tensor -> tensor.reshape(reshaped.shapeArray())));
    }

    /** {@code count} rows of the first dimension. */
    public TensorPart rows(long from, long count) {
        long[] shape = info.shapeArray();
        if (shape.length == 0 || from < 0 || count < 0 || from + count > shape[0]) {
            throw new IllegalArgumentException(name + ": no rows " + from + " + " + count + " in " + info.shape());
        }
        shape[0] = count;
        TensorInfo rows = TensorInfo.of(info.dtype(), shape);
        return new TensorPart(source, name, rows, false, then(tensor -> tensor.narrow(0, from, count)));
    }

    /** The second half of the rows before the first. @throws IllegalArgumentException if they have no halves */
    public TensorPart halvesSwapped() {
        long[] shape = info.shapeArray();
        if (shape.length == 0 || shape[0] % 2 != 0) {
            throw new IllegalArgumentException(name + ": " + info.shape() + " has no halves");
        }
        long half = shape[0] / 2;
        return new TensorPart(
                source,
                name,
                info,
                false,
                then(tensor ->
                        torch.cat(new TensorVector(tensor.narrow(0, half, half), tensor.narrow(0, 0, half)), 0)));
    }

    Tensor open() {
        try (Scope scope = Scope.open()) {
            return scope.keep(view.apply(source.open(name)));
        }
    }

    void copyTo(Tensor target) {
        try (Scope scope = Scope.open()) {
            if (whole) {
                source.copyTo(name, target.view(source.info(name).shapeArray()));
            } else {
                target.copy_(open());
            }
        }
    }

    private UnaryOperator<Tensor> then(UnaryOperator<Tensor> next) {
        return tensor -> next.apply(view.apply(tensor));
    }
}
