package io.diffusion4j.backbones.dit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.backbones.dit.BackboneContractTest.Family;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.RunMemory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Ownership;
import io.diffusion4j.core.tensor.Scope;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every family, prepared for a run. */
@ParameterizedClass
@MethodSource("io.diffusion4j.backbones.dit.BackboneContractTest#families")
class PreparedBackboneTest {
    private static final int BATCH = 2;
    private static final float[] TIMESTEPS = {950, 620.5f, 300, 12};
    /** Only Lumina2 has nothing to prepare: its text passes through layers under the timestep. */
    private static final Set<String> UNPREPARED = Set.of("lumina2");
    /** Of the largest prediction; a product over all steps may sum in another order than one over a step. */
    private static final double ROUNDING = 2e-6;

    @Parameter
    private Family family;

    private final Ownership weights = new Ownership();
    private final RunMemory memory = new RunMemory(RunMemory.LIMIT);
    private Backbone backbone;

    @BeforeEach
    void build() {
        backbone = weights.during(() -> family.backbone().apply(new SeededWeights()));
    }

    @AfterEach
    void free() {
        memory.close();
        weights.close();
    }

    @Test
    void all_steps_are_those_of_the_backbone_itself() {
        try (Scope scope = Scope.open()) {
            Conditioning conditioning = conditioning(BATCH);
            Backbone prepared = backbone.prepare(timesteps(TIMESTEPS), conditioning, memory);
            for (float timestep : TIMESTEPS) {
                assertClose(forward(prepared, timestep, conditioning), forward(backbone, timestep, conditioning));
            }
            assertThat(memory.bytes() > 0).isEqualTo(!UNPREPARED.contains(family.name()));
        }
    }

    @Test
    void a_run_of_one_step_has_the_same_bits() {
        try (Scope scope = Scope.open()) {
            Conditioning conditioning = conditioning(BATCH);
            Backbone prepared = backbone.prepare(timesteps(620.5f), conditioning, memory);
            for (int i = 0; i < 2; i++) {
                assertThat(forward(prepared, 620.5f, conditioning)).isEqualTo(forward(backbone, 620.5f, conditioning));
            }
        }
    }

    @Test
    void a_timestep_that_was_not_announced_has_the_same_bits() {
        try (Scope scope = Scope.open()) {
            Conditioning conditioning = conditioning(BATCH);
            Backbone prepared = backbone.prepare(timesteps(TIMESTEPS), conditioning, memory);
            assertThat(forward(prepared, 500, conditioning)).isEqualTo(forward(backbone, 500, conditioning));
            assertThat(forward(prepared, rows(700, 300), conditioning))
                    .isEqualTo(forward(backbone, rows(700, 300), conditioning));
            assertThat(forward(prepared, rows(950, 300), conditioning))
                    .isEqualTo(forward(backbone, rows(950, 300), conditioning));
        }
    }

    @Test
    void another_conditioning_has_the_same_bits_and_is_not_remembered() {
        try (Scope scope = Scope.open()) {
            Backbone prepared = backbone.prepare(timesteps(TIMESTEPS), conditioning(BATCH), memory);
            Conditioning other = conditioning(BATCH);
            assertThat(forward(prepared, 950, other)).isEqualTo(forward(backbone, 950, other));
            assertThat(memory.bytes()).isZero();
        }
    }

    /** What was computed of the text, and of all that goes into modulations, is not computed again. */
    @Test
    void later_steps_do_not_look_at_the_conditioning_again() {
        try (Scope scope = Scope.open()) {
            Conditioning original = conditioning(BATCH);
            Conditioning spoiled = conditioning(BATCH);
            Backbone prepared = backbone.prepare(timesteps(TIMESTEPS), spoiled, memory);
            double[] first = forward(prepared, 950, spoiled);
            spoil(spoiled);
            double[] later = forward(prepared, 300, spoiled);
            if (!UNPREPARED.contains(family.name())) {
                assertClose(first, forward(backbone, 950, original));
                assertClose(later, forward(backbone, 300, original));
            }
            assertThat(forward(backbone, 300, spoiled)).isNotEqualTo(forward(backbone, 300, original));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 700, 5000})
    void what_does_not_fit_is_computed_in_each_step(long limit) {
        try (Scope scope = Scope.open();
                RunMemory small = new RunMemory(limit)) {
            Conditioning conditioning = conditioning(BATCH);
            Backbone prepared = backbone.prepare(timesteps(TIMESTEPS), conditioning, small);
            for (float timestep : TIMESTEPS) {
                assertClose(forward(prepared, timestep, conditioning), forward(backbone, timestep, conditioning));
                assertThat(small.bytes()).isLessThanOrEqualTo(limit);
            }
        }
    }

    @Test
    void runs_on_several_threads_do_not_disturb_each_other() throws ExecutionException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Map<Integer, Future<double[]>> runs = new HashMap<>();
            for (int i = 0; i < 4; i++) {
                int batch = 1 + i % 2;
                runs.put(i, threads.submit(() -> run(batch)));
            }
            for (Map.Entry<Integer, Future<double[]>> run : runs.entrySet()) {
                assertThat(run.getValue().get()).isEqualTo(run(1 + run.getKey() % 2));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void a_run_leaves_no_native_object_behind() {
        run(BATCH);
        long before = Pointer.totalCount();
        run(BATCH);
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    private double[] run(int batch) {
        try (Scope scope = Scope.open();
                RunMemory own = new RunMemory(RunMemory.LIMIT)) {
            Conditioning conditioning = conditioning(batch);
            Backbone prepared = backbone.prepare(timesteps(TIMESTEPS), conditioning, own);
            double[] last = {};
            for (float timestep : TIMESTEPS) {
                float[] rows = new float[batch];
                Arrays.fill(rows, timestep);
                last = forward(prepared, rows, conditioning);
            }
            return last;
        }
    }

    private Conditioning conditioning(long batch) {
        return new Conditioning(family.conditioning().apply(batch));
    }

    private static void spoil(Conditioning conditioning) {
        conditioning.tensors().forEach((name, tensor) -> {
            if (!name.equals(Conditioning.CONTEXT_MASK)) {
                tensor.zero_();
            }
        });
    }

    private static float[] rows(float... timesteps) {
        return timesteps;
    }

    private static Tensor timesteps(float... values) {
        return HostData.tensor(values, values.length);
    }

    private double[] forward(Backbone model, float timestep, Conditioning conditioning) {
        return forward(model, rows(timestep, timestep), conditioning);
    }

    private double[] forward(Backbone model, float[] timesteps, Conditioning conditioning) {
        try (Scope scope = Scope.open()) {
            long size = model.info().sampleSize();
            Tensor sample = sample(timesteps.length, model.info().inChannels(), size, size);
            return HostData.doubles(model.forward(sample, timesteps(timesteps), conditioning));
        }
    }

    private static Tensor sample(long... shape) {
        Random random = new Random(11);
        long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        return HostData.tensor(random.doubles(count, -2, 2).toArray(), shape).toType(ScalarType.Float);
    }

    private static void assertClose(double[] actual, double[] expected) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(actual).containsExactly(expected, within(largest * ROUNDING));
    }
}
