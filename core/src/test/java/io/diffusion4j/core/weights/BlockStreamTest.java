package io.diffusion4j.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockStreamTest {
    private static final int BLOCKS = 6;
    /** Needs several reads, and is no multiple of them. */
    private static final int WIDTH = (5 << 20) / Float.BYTES + 3;

    @TempDir
    Path folder;

    private final AtomicReference<String> unreadable = new AtomicReference<>("");
    private final List<Tensor> made = Collections.synchronizedList(new ArrayList<>());
    private WeightLoader loader;
    private TensorSource source;
    private Blocks<Tensor> blocks;

    @BeforeEach
    void load() {
        Path file = folder.resolve("model.safetensors");
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> tensors = new HashMap<>();
            for (int i = 0; i < BLOCKS; i++) {
                tensors.put("blocks." + i + ".weight", HostData.tensor(values(i), WIDTH));
            }
            SafetensorsWriter.write(file, tensors, Map.of());
        }
        source = new Failing(SafetensorsFile.open(file), unreadable);
        loader = WeightLoader.streaming(new Device("cpu"), DType.FLOAT32);
        blocks = loader.load(
                source,
                weights -> weights.at("blocks").blocks(BLOCKS, (i, own) -> {
                    Tensor weight = own.get("weight", WIDTH);
                    if (!weight.is_meta()) {
                        made.add(weight);
                    }
                    return weight;
                }));
    }

    @AfterEach
    void close() {
        loader.close();
        source.close();
    }

    /** A source that cannot read one tensor. */
    private record Failing(TensorSource source, AtomicReference<String> unreadable) implements TensorSource {
        @Override
        public String location() {
            return source.location();
        }

        @Override
        public Set<String> names() {
            return source.names();
        }

        @Override
        public TensorInfo info(String name) {
            return source.info(name);
        }

        @Override
        public Tensor open(String name) {
            return source.open(name);
        }

        @Override
        public void copyTo(String name, Tensor target) {
            if (name.equals(unreadable.get())) {
                throw new CheckpointException(name + ": the disk is gone");
            }
            source.copyTo(name, target);
        }

        @Override
        public void close() {
            source.close();
        }
    }

    private static float[] values(int block) {
        float[] values = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            values[i] = 1000 * block + i % 997;
        }
        return values;
    }

    private float[] read(int block) {
        return blocks.use(block, HostData::floats);
    }

    private long inMemory() {
        synchronized (made) {
            return made.stream().filter(tensor -> !tensor.isNull()).count();
        }
    }

    @Test
    void loading_reads_no_block() {
        assertThat(blocks.size()).isEqualTo(BLOCKS);
        assertThat(made).isEmpty();
    }

    @Test
    void each_block_has_its_own_weights_however_often_and_in_which_order_they_run() {
        for (int block : new int[] {0, 1, 2, 3, 4, 5, 0, 1, 5, 3, 3, 2, 0}) {
            assertThat(read(block)).isEqualTo(values(block));
        }
    }

    @Test
    void the_next_block_is_loaded_while_one_runs_and_no_third() {
        for (int i = 0; i < BLOCKS; i++) {
            int next = Math.min(i + 2, BLOCKS);
            blocks.use(i, block -> {
                waitUntilMade(next);
                assertThat(inMemory()).isLessThanOrEqualTo(2);
                return block.size(0);
            });
        }
        assertThat(made).hasSize(BLOCKS);
    }

    @Test
    void nothing_but_the_memory_of_two_blocks_is_left_behind_the_last_block() {
        for (int i = 0; i < BLOCKS; i++) {
            blocks.use(i, block -> block.size(0));
        }
        long before = Pointer.totalCount();
        for (int i = 0; i < BLOCKS; i++) {
            blocks.use(i, block -> block.size(0));
        }
        assertThat(inMemory()).isZero();
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void threads_get_the_right_blocks_and_never_more_than_two_are_in_memory() throws Exception {
        int threads = 5;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<Long>> most = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int offset = thread;
            most.add(pool.submit(() -> {
                long largest = 0;
                for (int i = 0; i < 5 * BLOCKS; i++) {
                    int block = (i + offset) % BLOCKS;
                    float first = blocks.use(block, w -> HostData.floats(w.narrow(0, 0, 1))[0]);
                    assertThat(first).isEqualTo(1000 * block);
                    largest = Math.max(largest, inMemory());
                }
                return largest;
            }));
        }
        for (Future<Long> largest : most) {
            assertThat(largest.get(1, TimeUnit.MINUTES)).isBetween(0L, 2L);
        }
        pool.shutdown();
    }

    @Test
    void a_block_that_cannot_be_read_says_so_and_the_others_still_run() {
        unreadable.set("blocks.3.weight");
        read(2);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> read(3))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessage("blocks.3.weight: the disk is gone");
        }
        assertThat(read(4)).isEqualTo(values(4));
        unreadable.set("");
        assertThat(read(3)).isEqualTo(values(3));
    }

    @Test
    void a_block_that_fails_is_dropped() {
        assertThatThrownBy(() -> blocks.use(BLOCKS - 1, block -> {
                    throw new IllegalStateException("out of memory");
                }))
                .hasMessage("out of memory");
        assertThat(inMemory()).isZero();
    }

    @Test
    void what_was_loaded_ahead_for_nobody_makes_room() {
        assertThatThrownBy(() -> blocks.use(0, block -> {
                    throw new IllegalStateException("out of memory");
                }))
                .hasMessage("out of memory");
        blocks.use(3, block -> {
            waitUntilMade(4);
            return inMemory();
        });
        assertThat(inMemory()).isLessThanOrEqualTo(2);
    }

    @Test
    void closing_frees_what_is_in_memory_and_runs_are_refused() {
        blocks.use(0, block -> block.size(0));
        loader.close();
        assertThat(inMemory()).isZero();
        assertThatThrownBy(() -> read(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the model is closed");
    }

    private void waitUntilMade(int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (made.size() < count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(made.size()).isGreaterThanOrEqualTo(count);
    }
}
