package io.diffusion4j.app.schedulers;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.spi.Alias;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.weights.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Device;

/**
 * What a listing says of a scheduler with its default settings.
 *
 * @param evaluationsPerStep model evaluations, over many steps; 0 for a scheduler that chooses its steps while it runs
 */
public record SchedulerFacts(SchedulerProvider<?> provider, int order, boolean stochastic, double evaluationsPerStep) {
    /** Nothing if its settings have no defaults, or its plans need more than settings. */
    public static Optional<SchedulerFacts> of(SchedulerProvider<?> provider) {
        try {
            Scheduler scheduler = Part.ofDefaults(provider).create(Scheduler.class, new SettingsAlone());
            // distilled models have few timesteps to choose from
            return Stream.of(100, 10, 1)
                    .flatMap(steps -> evaluationsPerStep(scheduler, steps))
                    .findFirst()
                    .map(evaluations -> new SchedulerFacts(
                            provider, scheduler.order(), scheduler.isStochastic(), Math.rint(10 * evaluations) / 10));
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static Stream<Double> evaluationsPerStep(Scheduler scheduler, int steps) {
        try {
            double evaluations =
                    scheduler.plan(PlanRequest.ofSteps(steps)).steps().size();
            return Stream.of(evaluations / steps);
        } catch (ConfigurationException e) {
            return Stream.empty();
        }
    }

    /** {@link #evaluationsPerStep} for people. */
    public String cost() {
        return evaluationsPerStep == 0 ? "as many as it needs" : "%.3g".formatted(evaluationsPerStep);
    }

    /** All names that are not its type, with the program that uses them and what they set. */
    public static List<Alias> names(SchedulerProvider<?> provider) {
        List<Alias> names = new ArrayList<>();
        provider.referenceClasses().stream().sorted().forEach(name -> names.add(Alias.of(name, "diffusers")));
        names.addAll(provider.aliases());
        return names;
    }

    /** For JSON. */
    public Map<String, Object> describe() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("type", provider.type());
        facts.put("order", order);
        facts.put("stochastic", stochastic);
        facts.put("evaluations-per-step", evaluationsPerStep);
        facts.put("summary", provider.summary());
        facts.put(
                "names",
                names(provider).stream()
                        .map(alias ->
                                Map.of("name", alias.name(), "program", alias.program(), "settings", alias.settings()))
                        .toList());
        return facts;
    }

    /** Listing must not start libtorch, and plans are made of numbers only. */
    private record SettingsAlone() implements BuildContext {
        @Override
        public Device device() {
            throw new IllegalStateException("a listing has no device");
        }

        @Override
        public DType dtype() {
            return DType.FLOAT32;
        }

        @Override
        public Weights weights() {
            throw new IllegalStateException("a listing has no weights");
        }

        @Override
        public AttentionKernel attention() {
            throw new IllegalStateException("a listing has no attention kernel");
        }

        @Override
        public Optional<Path> tokenizer() {
            return Optional.empty();
        }
    }
}
