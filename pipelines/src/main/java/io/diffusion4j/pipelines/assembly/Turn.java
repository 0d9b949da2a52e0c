package io.diffusion4j.pipelines.assembly;

import io.diffusion4j.core.weights.WeightLoader;
import io.diffusion4j.pipelines.memory.Stage;
import java.util.function.Function;
import java.util.function.Supplier;

/** A component that is loaded when it is used and dropped when those of another stage are. Guarded by its {@link Turns}. */
final class Turn<T> {
    private final Turns turns;
    private final Stage stage;
    private final Supplier<WeightLoader> loaders;
    private final Function<WeightLoader, T> load;
    private WeightLoader loader;
    private T component;

    Turn(Turns turns, Stage stage, Supplier<WeightLoader> loaders, Function<WeightLoader, T> load) {
        this.turns = turns;
        this.stage = stage;
        this.loaders = loaders;
        this.load = load;
    }

    <R> R use(Function<T, R> code) {
        return turns.during(this, () -> code.apply(component));
    }

    Stage stage() {
        return stage;
    }

    void enter() {
        if (component == null) {
            loader = loaders.get();
            try {
                component = load.apply(loader);
            } finally {
                if (component == null) {
                    leave();
                }
            }
        }
    }

    void leave() {
        component = null;
        if (loader != null) {
            loader.close();
            loader = null;
        }
    }
}
