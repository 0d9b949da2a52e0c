package io.diffusion4j.testkit.golden.kinds;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.weights.TensorSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A backbone that answers from {@code pred_cond} and {@code pred_uncond}, both [steps, batch, channels, height, width].
 * Each conditioning row tells whose answer it wants, so rows may come in any order and number.
 */
final class StoredPredictions implements Backbone {
    private static final int NEGATIVE = 1000;

    private final List<Double> timesteps;
    private final Tensor positive;
    private final Tensor negative;
    private final Set<Boolean> evaluated = new HashSet<>();

    StoredPredictions(List<Double> timesteps, TensorSource tensors) {
        this.timesteps = timesteps;
        this.positive = tensors.open("pred_cond");
        this.negative = tensors.open("pred_uncond");
    }

    Conditioning positive() {
        return rows(0);
    }

    Conditioning negative() {
        return rows(NEGATIVE);
    }

    /** Something of the right shape: the predictions do not depend on it. */
    Tensor sample() {
        return positive.select(0, 0);
    }

    void forgetEvaluations() {
        evaluated.clear();
    }

    /** How many of the two kinds of conditioning were asked for since. */
    int kindsEvaluated() {
        return evaluated.size();
    }

    @Override
    public BackboneInfo info() {
        int channels = (int) positive.size(2);
        return new BackboneInfo(channels, channels, (int) positive.size(3), Set.of(Conditioning.CONTEXT));
    }

    @Override
    public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
        int step = timesteps.indexOf(HostData.doubles(timestep)[0]);
        TensorVector rows = new TensorVector();
        for (double row : HostData.doubles(conditioning.require(Conditioning.CONTEXT))) {
            boolean isNegative = row >= NEGATIVE;
            evaluated.add(isNegative);
            rows.push_back((isNegative ? negative : positive).select(0, step).select(0, (long) row % NEGATIVE));
        }
        return torch.stack(rows, 0);
    }

    private Conditioning rows(int offset) {
        float[] rows = new float[(int) positive.size(1)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = offset + i;
        }
        return Conditioning.ofContext(HostData.tensor(rows, rows.length, 1, 1));
    }
}
