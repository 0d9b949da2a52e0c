package io.diffusion4j.core.backbone;

import io.diffusion4j.core.tensor.HostData;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * A backbone in one run under one conditioning.
 *
 * @param timesteps [steps]
 * @param values of the timesteps
 */
record PreparedBackbone(
        PreparableBackbone model, Tensor timesteps, List<Double> values, Conditioning conditioning, RunMemory memory)
        implements Backbone {
    @Override
    public BackboneInfo info() {
        return model.info();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // equal tensors may be other tensors by the next step
    public Tensor forward(Tensor sample, Tensor timestep, Conditioning given) {
        if (given != conditioning) {
            return model.forward(sample, timestep, given);
        }
        Remembered remembered = memory.at(sample.scalar_type().intern()).at(timestep.size(0));
        return model.forward(sample, new StepContext(timestep, given, remembered, place(timestep)));
    }

    /** Nowhere where a trajectory asks for a timestep that it did not announce, or the rows differ. */
    private Optional<StepContext.Place> place(Tensor timestep) {
        double[] rows = HostData.doubles(timestep);
        int index = values.indexOf(rows[0]);
        return index < 0 || Arrays.stream(rows).anyMatch(row -> row != rows[0])
                ? Optional.empty()
                : Optional.of(new StepContext.Place(timesteps, index));
    }
}
