package io.diffusion4j.autoencoders.kl;

import io.diffusion4j.core.nn.Conv2d;
import io.diffusion4j.core.weights.Weights;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Layers that halve or double height and width. */
final class Resampling {
    private static final long[] RIGHT_AND_BOTTOM = {0, 1, 0, 1};

    private Resampling() {}

    /** A convolution of stride 2 that looks one pixel beyond the right and the bottom edge only. */
    static List<UnaryOperator<Tensor>> halve(Weights weights, long channels) {
        Conv2d conv = Conv2d.of(weights.at("downsamplers.0.conv"), channels, channels, 3, 2, 0);
        return List.of(x -> torch.pad(x, RIGHT_AND_BOTTOM), conv::apply);
    }

    /** Every pixel becomes four equal ones, then a convolution smooths them. */
    static List<UnaryOperator<Tensor>> duplicate(Weights weights, long channels) {
        Conv2d conv = Conv2d.of(weights.at("upsamplers.0.conv"), channels, channels, 3);
        return List.of(Resampling::repeatPixels, conv::apply);
    }

    private static Tensor repeatPixels(Tensor x) {
        long[] size = {2 * x.size(2), 2 * x.size(3)};
        return torch.upsample_nearest2d(x, size, new DoubleOptional(), new DoubleOptional());
    }
}
