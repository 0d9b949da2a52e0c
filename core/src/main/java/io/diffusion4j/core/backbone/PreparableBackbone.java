package io.diffusion4j.core.backbone;

import io.diffusion4j.core.tensor.HostData;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/** A backbone that computes what all steps of a run share once. */
public interface PreparableBackbone extends Backbone {
    /**
     * The same as {@link Backbone#forward}.
     *
     * @param context timestep and conditioning, and what the run has computed of them already
     */
    Tensor forward(Tensor sample, StepContext context);

    @Override
    default Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
        return forward(sample, StepContext.alone(timestep, conditioning));
    }

    @Override
    default Backbone prepare(Tensor timesteps, Conditioning conditioning, RunMemory memory) {
        return new PreparedBackbone(
                this,
                timesteps,
                Arrays.stream(HostData.doubles(timesteps)).boxed().toList(),
                conditioning,
                memory);
    }
}
