package io.diffusion4j.guidance;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** Multiplies each row with the mean of its context, and remembers what it was asked. */
final class RowCounter implements Backbone {
    private int calls;
    private long rows;
    private float[] timesteps = {};
    private Tensor last;

    @Override
    public BackboneInfo info() {
        return new BackboneInfo(4, 4, 8, Set.of(Conditioning.CONTEXT));
    }

    @Override
    public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
        calls++;
        rows += sample.size(0);
        timesteps = HostData.floats(timestep);
        Tensor context = conditioning.require(Conditioning.CONTEXT);
        last = sample.mul(context.mean(new long[] {1, 2}, true, new org.bytedeco.pytorch.ScalarTypeOptional())
                .unsqueeze(-1));
        return last;
    }

    int calls() {
        return calls;
    }

    long rows() {
        return rows;
    }

    float[] timesteps() {
        return timesteps;
    }

    /** The last prediction. */
    Tensor last() {
        return last;
    }
}
