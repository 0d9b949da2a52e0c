package io.diffusion4j.core.backbone;

import static org.bytedeco.pytorch.global.torch.cat;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * What a backbone is conditioned on: named tensors, all with the batch as their first dimension. Immutable; it does not
 * own the tensors.
 */
public record Conditioning(Map<String, Tensor> tensors) {
    /** Token embeddings for cross attention [batch, tokens, width]. */
    public static final String CONTEXT = "context";
    /** 1 where a context token counts [batch, tokens]. */
    public static final String CONTEXT_MASK = "context-mask";
    /** One embedding for the whole prompt [batch, width]. */
    public static final String POOLED = "pooled";
    /** Class numbers [batch], int64. */
    public static final String CLASS_LABELS = "class-labels";
    /** The guidance scale, for models that were distilled from a guided one [batch], float32. */
    public static final String GUIDANCE = "guidance";
    /** Numbers of the blocks to leave out, the same in all rows [batch, blocks], int64. */
    public static final String SKIP_LAYERS = "skip-layers";

    public Conditioning {
        tensors = Map.copyOf(tensors);
    }

    public static Conditioning none() {
        return new Conditioning(Map.of());
    }

    public static Conditioning ofContext(Tensor context) {
        return new Conditioning(Map.of(CONTEXT, context));
    }

    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public Tensor require(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the backbone needs the conditioning '" + name + "', got only " + tensors.keySet()));
    }

    public Conditioning with(String name, Tensor tensor) {
        Map<String, Tensor> more = new TreeMap<>(tensors);
        more.put(name, tensor);
        return new Conditioning(more);
    }

    /** These rows, then the other's: both must have the same names. The new tensors belong to the open scope. */
    public Conditioning concat(Conditioning other) {
        if (!tensors.keySet().equals(other.tensors.keySet())) {
            throw new IllegalArgumentException(
                    "cannot batch conditioning " + tensors.keySet() + " with " + other.tensors.keySet());
        }
        return map((name, tensor) -> cat(new TensorVector(tensor, other.tensors.get(name)), 0));
    }

    /** Rows {@code from} (inclusive) to {@code to} (exclusive), as views. */
    public Conditioning rows(long from, long to) {
        return map((name, tensor) -> tensor.narrow(0, from, to - from));
    }

    /** Row 0 repeated {@code batch} times, as views: for one prompt and many images. */
    public Conditioning expand(long batch) {
        return map((name, tensor) -> {
            long[] shape = HostData.shape(tensor);
            shape[0] = batch;
            return tensor.expand(shape);
        });
    }

    /** All rows again and again; the new tensors belong to the open scope. */
    Conditioning repeated(long times) {
        return map((name, tensor) -> {
            long[] counts = new long[(int) tensor.dim()];
            Arrays.fill(counts, 1);
            counts[0] = times;
            return tensor.repeat(counts);
        });
    }

    /** Without tensors of other names. */
    Conditioning only(Set<String> names) {
        Map<String, Tensor> fewer = new TreeMap<>(tensors);
        fewer.keySet().retainAll(names);
        return new Conditioning(fewer);
    }

    /** This, with its tensors handed to the scope around that one. */
    public Conditioning keptBy(Scope scope) {
        return map((name, tensor) -> scope.keep(tensor));
    }

    private Conditioning map(java.util.function.BiFunction<String, Tensor, Tensor> change) {
        return new Conditioning(tensors.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> change.apply(e.getKey(), e.getValue()))));
    }
}
