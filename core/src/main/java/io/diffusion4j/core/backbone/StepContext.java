package io.diffusion4j.core.backbone;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.Tensor;

/** What a forward pass is told besides the sample, and what its run remembers. */
public final class StepContext {
    private final Tensor timestep;
    private final Conditioning conditioning;
    private final Remembered memory;
    private final Optional<Place> place;

    /** Where a step is among all of them. @param timesteps [steps] @param index of the step */
    record Place(Tensor timesteps, int index) {}

    StepContext(Tensor timestep, Conditioning conditioning, Remembered memory, Optional<Place> place) {
        this.timestep = timestep;
        this.conditioning = conditioning;
        this.memory = memory;
        this.place = place;
    }

    /** Of a pass that belongs to no prepared run. @param timestep [batch] */
    public static StepContext alone(Tensor timestep, Conditioning conditioning) {
        return new StepContext(timestep, conditioning, Remembered.nothing(), Optional.empty());
    }

    /** [batch] */
    public Tensor timestep() {
        return timestep;
    }

    public Conditioning conditioning() {
        return conditioning;
    }

    /** For what depends on the conditioning, but not on the timestep or the sample. */
    public Remembered memory() {
        return memory;
    }

    /**
     * Vectors of the timestep and of such conditioning as is one vector for each row.
     *
     * @param part of the model, which computes them
     * @param used names of the conditioning that they are computed of
     * @param compute of timesteps [rows] and conditioning of as many rows the vectors [rows, width], each row by itself
     */
    public StepRows rows(Object part, Set<String> used, BiFunction<Tensor, Conditioning, Tensor> compute) {
        Remembered own = memory.at(part);
        long batch = timestep.size(0);
        return place.flatMap(p -> own.find(() -> {
                            long steps = p.timesteps().size(0);
                            return compute.apply(
                                    p.timesteps().repeat_interleave(batch),
                                    conditioning.only(used).repeated(steps));
                        })
                        .<StepRows>map(all -> new RowsOfRun(own.at("layers"), all, p.index() * batch, batch)))
                .orElseGet(() -> StepRows.of(compute.apply(timestep, conditioning)));
    }
}
