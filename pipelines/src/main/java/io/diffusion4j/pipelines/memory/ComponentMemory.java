package io.diffusion4j.pipelines.memory;

import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.core.weights.TensorSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The weights of a component, in bytes.
 *
 * @param stored in files, by dtype
 * @param whole in memory, in the dtype that is computed in
 * @param streamed likewise with two blocks at a time, the largest
 */
public record ComponentMemory(String name, Map<DType, Long> stored, long whole, long streamed) {
    /** The number of a block in the published layouts of transformers. */
    private static final Pattern BLOCK = Pattern.compile(
            "(?:(?:joint_|single_)?transformer_blocks|blocks|layers|noise_refiner|context_refiner|encoder\\.block)\\.\\d+(?=\\.)");

    private static final int RESIDENT_BLOCKS = 2;

    public ComponentMemory {
        stored = Map.copyOf(stored);
    }

    /** Reads headers only. @param computed the dtype of the weights in memory */
    static ComponentMemory of(Component component, TensorSource source, DType computed) {
        Map<DType, Long> stored = new TreeMap<>();
        Map<String, Long> blocks = new HashMap<>();
        long whole = 0;
        for (String name : source.names()) {
            TensorInfo info = source.info(name);
            long bytes = info.elements() * computed.bytes();
            stored.merge(info.dtype(), info.bytes(), Long::sum);
            whole += bytes;
            Matcher block = BLOCK.matcher(name);
            if (block.lookingAt()) {
                blocks.merge(block.group(), bytes, Long::sum);
            }
        }
        long inBlocks = blocks.values().stream().mapToLong(Long::longValue).sum();
        long largest = blocks.values().stream().mapToLong(Long::longValue).max().orElse(0);
        long streamed = whole - inBlocks + Math.min(inBlocks, RESIDENT_BLOCKS * largest);
        return new ComponentMemory(component.name(), stored, whole, streamed);
    }

    Stage stage() {
        return Stage.of(name);
    }
}
