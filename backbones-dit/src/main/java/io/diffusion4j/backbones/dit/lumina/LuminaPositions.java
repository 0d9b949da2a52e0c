package io.diffusion4j.backbones.dit.lumina;

import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.stack;

import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Where tokens are on three axes: number in the prompt, row, column. Qin et al. 2025, section 3.1. */
final class LuminaPositions {
    private LuminaPositions() {}

    /** Text counts upwards on the first axis. @param like gives the device @return [1, tokens, 3]; of the open scope */
    static Tensor text(long tokens, Tensor like) {
        try (Scope scope = Scope.open()) {
            Tensor number = upTo(tokens, like);
            Tensor zero = number.mul(new Scalar(0));
            return scope.keep(stack(new TensorVector(number, zero, zero), -1).unsqueeze(0));
        }
    }

    /**
     * The image stands behind the text on the first axis and spreads on the others.
     *
     * @param textLengths text tokens that count [batch]
     * @return [batch, tokens, 3]; belongs to the open scope
     */
    static Tensor image(TokenGrid grid, Tensor textLengths) {
        try (Scope scope = Scope.open()) {
            long batch = textLengths.size(0);
            Tensor number = textLengths.toType(ScalarType.Float).unsqueeze(1).expand(batch, grid.tokens());
            Tensor rows = upTo(grid.rows(), textLengths).unsqueeze(1).expand(grid.rows(), grid.columns());
            Tensor columns = upTo(grid.columns(), textLengths).unsqueeze(0).expand(grid.rows(), grid.columns());
            return scope.keep(stack(new TensorVector(number, spread(rows, batch), spread(columns, batch)), -1));
        }
    }

    private static Tensor spread(Tensor axis, long batch) {
        Tensor tokens = axis.reshape(1, -1);
        return tokens.expand(batch, tokens.size(1));
    }

    private static Tensor upTo(long count, Tensor like) {
        TensorOptions options = new TensorOptions(ScalarType.Float).device(new DeviceOptional(like.device()));
        return arange(new Scalar(count), options);
    }
}
