package io.diffusion4j.pipelines.assembly;

import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.WeightLoader;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.pipelines.Offload;
import io.diffusion4j.pipelines.memory.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bytedeco.pytorch.Device;

/** Loads components, and decides how long their weights stay in memory. */
final class Residence implements AutoCloseable {
    private final Device device;
    private final Offload offload;
    private final Turns turns = new Turns();
    private final List<WeightLoader> loaders = Collections.synchronizedList(new ArrayList<>());

    /** @param offload not {@code AUTO} */
    Residence(Device device, Offload offload) {
        this.device = device;
        this.offload = offload;
    }

    /**
     * @param inTurns stands for a component that is loaded whenever it is used; is given one without weights, for what is
     *     known without them
     */
    <T> T load(
            Stage stage,
            TensorSource source,
            DType dtype,
            Function<Weights, T> constructor,
            BiFunction<T, Turn<T>, T> inTurns) {
        WeightLoader kept = new WeightLoader(device, dtype);
        loaders.add(kept);
        if (offload == Offload.NONE) {
            return kept.load(source, constructor);
        }
        Turn<T> turn = turns.add(stage, () -> loader(dtype), loader -> loader.load(source, constructor));
        return inTurns.apply(kept.outline(source, constructor), turn);
    }

    private WeightLoader loader(DType dtype) {
        return offload == Offload.BLOCKS ? WeightLoader.streaming(device, dtype) : WeightLoader.copying(device, dtype);
    }

    @Override
    public void close() {
        turns.close();
        loaders.forEach(WeightLoader::close);
    }
}
