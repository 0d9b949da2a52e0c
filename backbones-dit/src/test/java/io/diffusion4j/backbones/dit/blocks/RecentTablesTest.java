package io.diffusion4j.backbones.dit.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class RecentTablesTest {
    private final RecentTables<Integer> tables = new RecentTables<>(2);
    private final AtomicInteger computed = new AtomicInteger();

    @Test
    void a_table_is_computed_once_and_outlives_the_scopes_that_read_it() {
        for (int call = 0; call < 3; call++) {
            assertThat(value(7)).isEqualTo(7);
        }
        assertThat(computed).hasValue(1);
    }

    @Test
    void the_one_that_was_not_asked_for_longest_goes_first() {
        List.of(1, 2, 1, 3).forEach(this::value);
        assertThat(computed).hasValue(3);
        value(1);
        assertThat(computed).hasValue(3);
        value(2);
        assertThat(computed).hasValue(4);
    }

    @Test
    void a_table_that_is_dropped_stays_with_those_who_still_read_it() {
        try (Scope scope = Scope.open()) {
            Tensor first = table(1);
            List.of(2, 3, 4).forEach(this::value);
            assertThat(HostData.doubles(first)).containsExactly(1);
        }
    }

    @Test
    void what_is_dropped_is_freed() {
        for (int key = 0; key < 4; key++) {
            value(key);
        }
        long before = Pointer.totalCount();
        for (int key = 4; key < 54; key++) {
            value(key);
        }
        assertThat(Pointer.totalCount() - before).isLessThan(25);
    }

    @Test
    void gradients_pass_by_a_table_that_was_first_read_in_inference_mode() {
        try (InferenceMode inference = new InferenceMode(true)) {
            value(3);
        }
        try (Scope scope = Scope.open()) {
            Tensor x = HostData.tensor(new float[] {5}, 1).set_requires_grad(true);
            x.mul(table(3)).backward();
            assertThat(HostData.doubles(x.grad())).containsExactly(3);
        }
    }

    @Test
    void many_threads_read_while_tables_come_and_go() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int start = thread;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 200; i++) {
                        int key = (start + i) % 5;
                        if (value(key) != key) {
                            return false;
                        }
                    }
                    return true;
                }));
            }
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    private double value(int key) {
        try (Scope scope = Scope.open()) {
            return HostData.doubles(table(key))[0];
        }
    }

    private Tensor table(int key) {
        return tables.get(key, () -> {
            computed.incrementAndGet();
            return torch.ones(1).mul(new Scalar(key));
        });
    }
}
