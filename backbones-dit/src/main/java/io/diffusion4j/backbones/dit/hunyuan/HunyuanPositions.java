package io.diffusion4j.backbones.dit.hunyuan;

import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.stack;
import static org.bytedeco.pytorch.global.torch.view_as_complex;

import io.diffusion4j.backbones.dit.blocks.RotaryPositions;
import io.diffusion4j.backbones.dit.blocks.RotaryTable;
import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Where tokens are: every grid is laid into the middle of the one that the first version was trained on, as large as
 * fits. Li et al. 2024, section 2.1.
 *
 * @param headSize channels of an attention head, half of which tell the column and half the row
 */
record HunyuanPositions(int headSize) {
    /** Side of the first training's grid, in tokens. */
    private static final double SIDE = 32;

    /** As told, or else where a grid lies. @return a table of the open scope */
    RotaryTable of(TokenGrid grid, Conditioning conditioning, Tensor like) {
        return conditioning
                .find(HunyuanConditions.ROTARY_COSINES)
                .map(cosines -> told(cosines, conditioning.require(HunyuanConditions.ROTARY_SINES)))
                .orElseGet(() -> new RotaryPositions(List.of(headSize / 2, headSize / 2)).of(places(grid, like)));
    }

    /** Column and row of each token [1, tokens, 2]; belongs to the open scope. */
    static Tensor places(TokenGrid grid, Tensor like) {
        try (Scope scope = Scope.open()) {
            double longest = Math.max(grid.rows(), grid.columns());
            Tensor rows = axis(grid.rows(), longest, like).unsqueeze(1).expand(grid.rows(), grid.columns());
            Tensor columns = axis(grid.columns(), longest, like).unsqueeze(0).expand(grid.rows(), grid.columns());
            return scope.keep(stack(new TensorVector(columns.reshape(-1), rows.reshape(-1)), -1)
                    .unsqueeze(0));
        }
    }

    /** As in training: the last place is a share of where the side ends, not of its length. */
    private static Tensor axis(long count, double longest, Tensor like) {
        double span = Math.rint(SIDE / longest * count);
        double start = Math.rint((SIDE - span) / 2);
        double last = (start + span) * (count - 1) / count;
        TensorOptions options = new TensorOptions(ScalarType.Float).device(new DeviceOptional(like.device()));
        return arange(new Scalar(count), options)
                .mul_(new Scalar(count == 1 ? 0 : (last - start) / (count - 1)))
                .add_(new Scalar(start));
    }

    private static RotaryTable told(Tensor cosines, Tensor sines) {
        return new RotaryTable(view_as_complex(stack(new TensorVector(half(cosines), half(sines)), -1))
                .unsqueeze(1));
    }

    /** Every number stands there twice. */
    private static Tensor half(Tensor doubled) {
        return doubled.toType(ScalarType.Float)
                .unflatten(-1, -1, 2)
                .select(-1, 0)
                .contiguous();
    }
}
