package io.diffusion4j.core.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class RunMemoryTest {
    private static final int BYTES = 16;

    private final AtomicInteger computed = new AtomicInteger();
    private final Supplier<Tensor> numbers =
            () -> HostData.tensor(new float[] {computed.incrementAndGet(), 2, 3, 4}, 4);

    @Test
    void what_it_keeps_is_computed_once_for_each_part() {
        try (Scope run = Scope.open();
                RunMemory memory = new RunMemory(2 * BYTES)) {
            for (int step = 0; step < 3; step++) {
                try (Scope scope = Scope.open()) {
                    assertThat(HostData.floats(memory.at("block").at(0).get(numbers)))
                            .startsWith(1);
                    assertThat(HostData.floats(memory.at("block").at(1).get(numbers)))
                            .startsWith(2);
                }
            }
            assertThat(computed).hasValue(2);
            assertThat(memory.bytes()).isEqualTo(2 * BYTES);
        }
    }

    @Test
    void what_does_not_fit_is_computed_whenever_it_is_needed() {
        try (Scope run = Scope.open();
                RunMemory memory = new RunMemory(2 * BYTES - 1)) {
            memory.at("first").get(numbers);
            memory.at("second").get(numbers);
            int before = computed.get();
            memory.at("first").get(numbers);
            assertThat(computed).hasValue(before);
            memory.at("second").get(numbers);
            assertThat(computed).hasValue(before + 1);
            assertThat(memory.bytes()).isEqualTo(BYTES);
        }
    }

    @Test
    void what_is_computed_may_need_something_else_that_is() {
        try (Scope run = Scope.open();
                RunMemory memory = new RunMemory(2 * BYTES)) {
            Tensor doubled = memory.at("outer").get(() -> {
                Tensor inner = memory.at("inner").get(numbers);
                return inner.add(inner);
            });
            assertThat(HostData.floats(doubled)).containsExactly(2, 4, 6, 8);
        }
    }

    @Test
    void without_a_memory_everything_is_computed_every_time() {
        try (Scope run = Scope.open()) {
            Remembered.nothing().at("part").get(numbers);
            Remembered.nothing().at("part").get(numbers);
            assertThat(computed).hasValue(2);
        }
    }

    @Test
    void closing_frees_what_it_keeps() {
        long before = Pointer.totalCount();
        RunMemory memory = new RunMemory(BYTES);
        try (Scope step = Scope.open()) {
            memory.at("part").get(numbers);
        }
        assertThat(Pointer.totalCount()).isEqualTo(before + 1);
        memory.close();
        assertThat(Pointer.totalCount()).isEqualTo(before);
        assertThat(memory.bytes()).isZero();
    }
}
