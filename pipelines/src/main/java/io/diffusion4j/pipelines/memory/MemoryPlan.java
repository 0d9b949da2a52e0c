package io.diffusion4j.pipelines.memory;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.pipelines.Offload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run will need, from headers and configs alone; in bytes.
 *
 * @param process what the process holds before anything is loaded
 * @param free what the machine has to give; empty if that is unknown
 */
public record MemoryPlan(List<ComponentMemory> components, WorkingMemory working, long process, OptionalLong free) {
    private static final double GIB = 1L << 30;

    public MemoryPlan {
        components = List.copyOf(components);
    }

    /**
     * @param computed the dtype of weights and activations
     * @param scores whether the attention kernel holds all scores at once
     */
    public static MemoryPlan of(Checkpoint checkpoint, DType computed, GenerationRequest request, boolean scores) {
        List<ComponentMemory> components = new ArrayList<>();
        for (String name : checkpoint.componentNames()) {
            checkpoint
                    .component(name)
                    .ifPresent(component -> component
                            .weights()
                            .ifPresent(source -> components.add(ComponentMemory.of(component, source, computed))));
        }
        return new MemoryPlan(
                components,
                WorkingMemory.of(checkpoint, request, computed.bytes(), scores),
                MachineMemory.resident().orElse(0),
                MachineMemory.free());
    }

    /** The first way in which all fits, from that with most weights in memory to that with fewest. */
    public Offload choice() {
        long limit = free.orElse(Long.MAX_VALUE);
        return Stream.of(Offload.NONE, Offload.COMPONENTS)
                .filter(offload -> peak(offload) - process <= limit)
                .findFirst()
                .orElse(Offload.BLOCKS);
    }

    /** The most that the process will hold. */
    public long peak(Offload offload) {
        return switch (offload) {
            case AUTO -> peak(choice());
            case NONE ->
                process
                        + components.stream().mapToLong(ComponentMemory::whole).sum()
                        + Math.max(beside(Stage.DENOISING), beside(Stage.PIXELS));
            case COMPONENTS -> process + stages(ComponentMemory::whole);
            case BLOCKS -> process + stages(ComponentMemory::streamed);
        };
    }

    private long stages(ToLongFunction<ComponentMemory> weights) {
        return Stream.of(Stage.values())
                .mapToLong(stage -> beside(stage)
                        + components.stream()
                                .filter(component -> component.stage() == stage)
                                .mapToLong(weights)
                                .sum())
                .max()
                .orElse(0);
    }

    private long beside(Stage stage) {
        return switch (stage) {
            case PROMPT -> 0;
            case DENOISING -> working.activations() + working.attention();
            case PIXELS -> working.decoding();
        };
    }

    /** The plan as lines for people. */
    public String describe(Offload offload) {
        Offload chosen = offload == Offload.AUTO ? choice() : offload;
        StringBuilder text = new StringBuilder();
        for (ComponentMemory component : components) {
            String stored = component.stored().entrySet().stream()
                    .map(e -> gib(e.getValue()) + " " + e.getKey().name().toLowerCase(Locale.ROOT))
                    .sorted()
                    .collect(Collectors.joining(", "));
            long held = chosen == Offload.BLOCKS ? component.streamed() : component.whole();
            line(text, component.name(), gib(held) + " in memory; stored: " + stored);
        }
        line(text, "activations", gib(working.activations()));
        line(text, "attention scores", gib(working.attention()));
        line(text, "decoding", gib(working.decoding()));
        line(text, "process so far", gib(process));
        for (Offload way : List.of(Offload.NONE, Offload.COMPONENTS, Offload.BLOCKS)) {
            line(
                    text,
                    "peak, offload: " + way.name().toLowerCase(Locale.ROOT),
                    gib(peak(way)) + (way == chosen ? "  <- this run" : ""));
        }
        line(text, "free", free.isPresent() ? gib(free.getAsLong()) : "unknown on this system");
        return text.toString();
    }

    /** What was measured beside what was planned. */
    public String compare(Offload offload, long measured) {
        long planned = peak(offload);
        return "measured peak %s, planned %s: %+.0f %%"
                .formatted(gib(measured), gib(planned), 100.0 * (planned - measured) / measured);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-26s %s%n", name, value));
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.2f GiB", bytes / GIB);
    }
}
