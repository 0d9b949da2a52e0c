package io.diffusion4j.backbones.dit.qwen;

import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.stack;

import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Where tokens are on three axes, of which the first counts images: rows and columns from the middle of the image, and
 * the text on the diagonal behind it. Wu et al. 2025, section 2.4.
 */
record QwenPositions(long rows, long columns) {
    /** Text first. @param like gives the device @return [1, tokens, 3]; belongs to the open scope */
    Tensor behind(long texts, Tensor like) {
        try (Scope scope = Scope.open()) {
            long start = Math.max(rows / 2, columns / 2);
            Tensor diagonal = from(start, texts, like);
            Tensor row = from(rows / 2 - rows, rows, like).unsqueeze(1).expand(rows, columns);
            Tensor column =
                    from(columns / 2 - columns, columns, like).unsqueeze(0).expand(rows, columns);
            Tensor first = row.mul(new Scalar(0));
            Tensor text = stack(new TensorVector(diagonal, diagonal, diagonal), -1);
            Tensor image = stack(new TensorVector(first, row, column), -1).flatten(0, 1);
            return scope.keep(cat(new TensorVector(text, image), 0).unsqueeze(0));
        }
    }

    private static Tensor from(long start, long count, Tensor like) {
        TensorOptions options = new TensorOptions(ScalarType.Float).device(new DeviceOptional(like.device()));
        return arange(new Scalar(start), new Scalar(start + count), options);
    }
}
