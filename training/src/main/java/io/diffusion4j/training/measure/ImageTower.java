package io.diffusion4j.training.measure;

import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Conv2d;
import io.diffusion4j.core.nn.GroupNorm;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A small residual network from pictures to features. Patches of 4 x 4 pixels become the first stage's channels; each
 * further stage halves height and width. The last one is not averaged over space, so that features know what is where.
 */
final class ImageTower {
    private static final int PATCH = 4;
    private static final int REDUCED = 32;
    private static final int CHANNELS_PER_GROUP = 8;
    private static final double EPSILON = 1e-5;

    private final Conv2d patches;
    private final List<Conv2d> halvings = new ArrayList<>();
    private final List<ResidualBlock> blocks = new ArrayList<>();
    private final GroupNorm norm;
    private final Conv2d reduction;
    private final Linear features;

    ImageTower(Weights weights, JudgeSettings settings) {
        List<Integer> channels = settings.channels();
        patches = Conv2d.of(weights.at("patches"), 3, channels.get(0), PATCH, PATCH, 0);
        for (int i = 0; i < channels.size(); i++) {
            if (i > 0) {
                halvings.add(
                        Conv2d.of(weights.at("halvings").at(i - 1), channels.get(i - 1), channels.get(i), 3, 2, 1));
            }
            blocks.add(new ResidualBlock(weights.at("blocks").at(i), channels.get(i)));
        }
        int last = channels.get(channels.size() - 1);
        norm = norm(weights.at("norm"), last);
        reduction = Conv2d.of(weights.at("reduction"), last, REDUCED, 1);
        features = Linear.of(
                weights.at("features"), (long) REDUCED * settings.grid() * settings.grid(), settings.featureWidth());
    }

    static GroupNorm norm(Weights weights, int channels) {
        return GroupNorm.of(weights, channels, Math.max(1, channels / CHANNELS_PER_GROUP), EPSILON);
    }

    /** image [batch, 3, size, size] in -1..1 to [batch, features]. */
    Tensor apply(Tensor image) {
        try (Scope scope = Scope.open()) {
            Tensor x = blocks.get(0).apply(patches.apply(image));
            for (int i = 0; i < halvings.size(); i++) {
                x = blocks.get(i + 1).apply(halvings.get(i).apply(x));
            }
            Tensor reduced = Activation.SILU.apply(reduction.apply(Activation.SILU.apply(norm.apply(x))));
            return scope.keep(features.apply(reduced.flatten(1, 3)));
        }
    }
}
