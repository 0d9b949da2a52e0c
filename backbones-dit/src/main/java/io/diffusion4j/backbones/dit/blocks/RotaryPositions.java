package io.diffusion4j.backbones.dit.blocks;

import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.ones_like;
import static org.bytedeco.pytorch.global.torch.polar;

import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Turns positions on several axes into a {@link RotaryTable}: each axis has channels of its own, with frequencies that
 * fall geometrically. Su et al. 2021, section 3.2.2.
 *
 * @param channels of a head for each axis; even numbers
 */
public record RotaryPositions(List<Integer> channels) {
    private static final double MAX_PERIOD = 10_000;

    public RotaryPositions {
        channels = List.copyOf(channels);
    }

    /** @param positions [batch or 1, tokens, axes] @return a table on the same device; belongs to the open scope */
    public RotaryTable of(Tensor positions) {
        try (Scope scope = Scope.open()) {
            TensorVector axes = new TensorVector();
            for (int axis = 0; axis < channels.size(); axis++) {
                axes.push_back(angles(positions.select(-1, axis), channels.get(axis)));
            }
            // Angles reach hundreds of turns, so they are float64; the turns themselves are not.
            Tensor angles = cat(axes, -1);
            Tensor turns = polar(ones_like(angles), angles).toType(ScalarType.ComplexFloat);
            return new RotaryTable(scope.keep(turns.unsqueeze(1)));
        }
    }

    private static Tensor angles(Tensor positions, int channels) {
        TensorOptions options = new TensorOptions(ScalarType.Double).device(new DeviceOptional(positions.device()));
        Tensor rates = arange(new Scalar(channels / 2), options)
                .mul_(new Scalar(-2 * Math.log(MAX_PERIOD) / channels))
                .exp_();
        return positions.toType(ScalarType.Double).unsqueeze(-1).mul(rates);
    }
}
