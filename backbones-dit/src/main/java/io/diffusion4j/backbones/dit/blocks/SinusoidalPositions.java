package io.diffusion4j.backbones.dit.blocks;

import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.outer;

import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Where a token is, as sines and cosines: the first half of the channels tells the column, the second the row. Positions
 * are stretched so that every grid spans what the grid of training spans. Dosovitskiy et al. 2021; Chen et al. 2023,
 * section 2.3.
 *
 * <p>Computed anew for each call, on the device: a few operations on rows plus columns, not on tokens, and nothing that
 * would have to be owned between calls.
 *
 * @param width channels, a multiple of 4
 * @param base side of the grid of training, in tokens
 * @param interpolation divides the positions
 */
public record SinusoidalPositions(int width, int base, double interpolation) {
    private static final double MAX_PERIOD = 10_000;

    /** @param like gives device and dtype @return [1, tokens, width]; belongs to the open scope */
    public Tensor of(TokenGrid grid, Tensor like) {
        try (Scope scope = Scope.open()) {
            Tensor columns = axis(grid.columns(), like).unsqueeze(0).expand(grid.rows(), grid.columns(), width / 2);
            Tensor rows = axis(grid.rows(), like).unsqueeze(1).expand(grid.rows(), grid.columns(), width / 2);
            return scope.keep(cat(new TensorVector(columns, rows), -1).reshape(1, grid.tokens(), width));
        }
    }

    /** All sines, then all cosines [positions, width / 2]. The angles are float64, the positions are not. */
    private Tensor axis(long count, Tensor like) {
        try (Scope scope = Scope.open()) {
            int frequencies = width / 4;
            Tensor positions = arange(new Scalar(count), on(like, ScalarType.Float))
                    .div_(new Scalar((double) count / base))
                    .div_(new Scalar(interpolation));
            Tensor rates = arange(new Scalar(frequencies), on(like, ScalarType.Double))
                    .mul_(new Scalar(-Math.log(MAX_PERIOD) / frequencies))
                    .exp_();
            Tensor angles = outer(positions.toType(ScalarType.Double), rates);
            return scope.keep(
                    cat(new TensorVector(angles.sin(), angles.cos()), -1).toType(like.scalar_type()));
        }
    }

    private static TensorOptions on(Tensor like, ScalarType dtype) {
        return new TensorOptions(dtype).device(new DeviceOptional(like.device()));
    }
}
