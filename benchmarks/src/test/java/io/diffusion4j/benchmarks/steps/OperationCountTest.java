package io.diffusion4j.benchmarks.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.pytorch.InferenceMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A step has the operations of its formula, as it is written here, and not one more. In the formulas x is the sample, y the
 * prediction, o the clean sample, e its noise, n fresh noise, other letters are remembered tensors, capital ones
 * coefficients. Each sign and each function is an operation; ⊕A adds A times what follows, rounding once.
 * {@code A·x + B·y} stays three operations where the reference rounds both products.
 */
class OperationCountTest {
    /** The clean sample where noise, or the velocity of a straight path, is predicted. */
    private static final String VARIANCE = "o = (x + S·y) / A; ";

    private static final String STRAIGHT = "o = x + S·y; ";
    private static final String SIGMA = "input C·x; " + STRAIGHT;
    private static final String SLOPE = "e = (x - o) / S; ";

    private static final String LENGTH = "reshape(sqrt(sum(flatten(square(%s)))))";

    private static final long[] SHAPE = {1, 4, 3, 3};

    private static final Map<String, String> FORMULAS = new LinkedHashMap<>();

    static {
        put("consistency", "input C·x; o = clamp(A·x + B·y); o ⊕S n");
        put("ddim", VARIANCE + "A·o + S·y");
        put("ddim-inverse", VARIANCE + "A·o + S·y");
        put("ddpm", VARIANCE + "A·o + B·x + S·n");
        put("deis", VARIANCE + "A·x ⊕B y ⊕C e");
        put("dpm-adaptive, 1 of 3", SIGMA + SLOPE + "x ⊕H e");
        put("dpm-adaptive, 2 of 3", SIGMA + SLOPE + "b ⊕H f ⊕D (e - f)");
        put(
                "dpm-adaptive, 3 of 3",
                SIGMA + SLOPE + "l = b ⊕H f ⊕D (g - f); h = b ⊕H f ⊕D (e - f); "
                        + "error mean(flatten(square((l - h) / clamp(T·maximum(abs(l), abs(p))))))");
        put("dpm-solver++", VARIANCE + "A·x + B·o ⊕C p");
        put("dpm-solver++-inverse", VARIANCE + "A·x + B·o ⊕C p");
        put("dpm-solver++-singlestep", VARIANCE + "A·x + B·o");
        put("edm-dpm-solver++", "input C·x; o = A·x + B·y; A·x + B·o ⊕C p");
        put("edm-euler", "input C·x; o = A·x + B·y; x + H·((x - o) / S)");
        put("euler", SIGMA + "A·x + B·o");
        put("euler-ancestral", SIGMA + "A·x + B·o ⊕U n");
        put("flow-euler", STRAIGHT + "x ⊕H y");
        put("flow-heun", STRAIGHT + "b ⊕H (v + y)");
        put("flow-lcm", STRAIGHT + "A·o + S·n");
        put("heun", SIGMA + SLOPE + "b ⊕H (s + e)");
        put("ipndm", "e = S·x + A·y; m = A·e ⊕B p ⊕C q ⊕D r; o = (x + S·m) / A; A·o + S·m");
        put("kdpm2", SIGMA + SLOPE + "x ⊕H e");
        put("kdpm2-ancestral", SIGMA + SLOPE + "x ⊕H e ⊕U n");
        put("lcm", VARIANCE + "d = A·o + B·x; A·d + S·n");
        put("lms", SIGMA + SLOPE + "x + (A·e ⊕B p ⊕C q ⊕D r)");
        put("pndm", "m = A·y ⊕B p ⊕C q ⊕D r; A·x + B·m");
        put("repaint", VARIANCE + "A·o + S·y ⊕U n");
        put("sa-solver", VARIANCE + "corrected k ⊕A o ⊕B p; K·x ⊕U n; k ⊕A o ⊕B p");
        put("scm", "o = A·x + B·y; e = S·x + A·y");
        put("tcd", VARIANCE + "d = A·o + S·y; A·d + S·n");
        put("unclip", "o = clamp((x + S·y) / A); A·o + B·x + S·n");
        // corrector and predictor each take their own difference of o and p; sharing it would save one operation
        put("unipc", VARIANCE + "A·x - B·p - C·(q - p) - D·(o - p); A·x - B·o - C·(p - o)");
        put(
                "sde-ve",
                "r = R·" + LENGTH.formatted("n") + " / " + LENGTH.formatted("y")
                        + "; c = x + y·(T·square(r)) + n·(T·r); c + V·y");
        put(
                "ensemble",
                VARIANCE + "d = A·o + S·y; z = C·x; o = z + S·y; e = (z - o) / S; l = z + (A·e ⊕B p ⊕C q ⊕D r); "
                        + "c = C·d; m = A·c ⊕B l; m / C; A·o ⊕B o; "
                        + "sqrt(A·mean(flatten(square(c - m))) ⊕B mean(flatten(square(l - m))))");
    }

    private static void put(String name, String formula) {
        FORMULAS.put(name, formula);
    }

    private static int operations(String formula) {
        return (int) Pattern.compile("[·+/⊕]| - |[a-z]+\\(")
                .matcher(formula)
                .results()
                .count();
    }

    static {
        Natives.configure();
    }

    static Stream<Arguments> steps() {
        return ServiceProviders.ofClassPath().all(SchedulerProvider.class).stream()
                .flatMap(provider -> names(provider).map(name -> Arguments.of(name, provider)));
    }

    private static Stream<String> names(SchedulerProvider<?> provider) {
        return inScope(() -> StepWork.of(provider, SHAPE).keySet()).stream();
    }

    private static <T> T inScope(Supplier<T> work) {
        try (InferenceMode inference = new InferenceMode(true);
                Scope scope = Scope.open()) {
            return work.get();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void a_step_has_no_more_operations_than_its_formula(String name, SchedulerProvider<?> provider) {
        assertThat(FORMULAS).containsKey(name);
        List<String> recorded = inScope(
                () -> StepWork.of(provider, SHAPE).get(name).recording().log().names());
        assertThat(recorded).as(FORMULAS.get(name)).hasSize(operations(FORMULAS.get(name)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void the_operations_alone_make_the_same_sample(String name, SchedulerProvider<?> provider) {
        double[][] samples = inScope(() -> {
            StepWork work = StepWork.of(provider, SHAPE).get(name);
            StepWork.Recording recording = work.recording();
            recording.log().repeat();
            return new double[][] {
                HostData.doubles(RecordingTensor.latest(recording.next().sample())),
                HostData.doubles(work.advance().sample())
            };
        });
        assertThat(samples[0]).containsExactly(samples[1]);
    }

    @Test
    void the_table_of_measurements_has_the_same_counts() throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("repository.root"), "benchmarks", "README.md"));
        assertThat(FORMULAS.entrySet())
                .allSatisfy(entry -> assertThat(readme)
                        .contains("| %s | %d |".formatted(entry.getKey(), operations(entry.getValue()))));
    }
}
