package io.diffusion4j.families.singlefile;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Writes the reference's tensors down under a family's original names, line by line, as a table that tests spell out. */
final class Original {
    private final Function<String, Optional<Tensor>> reference;
    private final Map<String, Tensor> tensors = new TreeMap<>();

    /** @param reference tensors by the reference's names */
    Original(Function<String, Optional<Tensor>> reference) {
        this.reference = reference;
    }

    Map<String, Tensor> tensors() {
        return tensors;
    }

    /** Weight and bias of a layer; those of several layers lie one below the other. */
    void layer(String original, String... names) {
        for (String kind : new String[] {".weight", ".bias"}) {
            Tensor[] stacked =
                    Stream.of(names).map(name -> required(name + kind)).toArray(Tensor[]::new);
            tensors.put(original + kind, torch.cat(new TensorVector(stacked), 0));
        }
    }

    /** A layer that gives shift and scale, where the reference's gives scale and shift. */
    void shiftAndScale(String original, String name) {
        for (String kind : new String[] {".weight", ".bias"}) {
            Tensor tensor = required(name + kind);
            long half = tensor.size(0) / 2;
            Tensor scale = tensor.narrow(0, 0, half);
            Tensor shift = tensor.narrow(0, half, half);
            tensors.put(original + kind, torch.cat(new TensorVector(shift, scale), 0));
        }
    }

    void tensor(String original, String name) {
        tensors.put(original, required(name));
    }

    boolean has(String name) {
        return reference.apply(name).isPresent();
    }

    private Tensor required(String name) {
        return reference.apply(name).orElseThrow(() -> new IllegalArgumentException(name));
    }
}
