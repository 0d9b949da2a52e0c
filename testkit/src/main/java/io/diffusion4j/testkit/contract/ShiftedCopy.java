package io.diffusion4j.testkit.contract;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import java.util.Arrays;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** A backbone that returns its sample, bent by a number that each row is conditioned on. */
final class ShiftedCopy implements Backbone {
    static Conditioning shift(long batch, float shift) {
        float[] shifts = new float[(int) batch];
        Arrays.fill(shifts, shift);
        return Conditioning.ofContext(HostData.tensor(shifts, batch, 1, 1));
    }

    static Tensor timestep(long batch, float timestep) {
        float[] timesteps = new float[(int) batch];
        Arrays.fill(timesteps, timestep);
        return HostData.tensor(timesteps, batch);
    }

    @Override
    public BackboneInfo info() {
        return new BackboneInfo(4, 4, 5, Set.of(Conditioning.CONTEXT));
    }

    @Override
    public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
        Tensor shift = conditioning.require(Conditioning.CONTEXT).unsqueeze(3);
        return sample.add(sample.mul(shift).sin());
    }
}
