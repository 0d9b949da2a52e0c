package io.diffusion4j.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.BatchOrder.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EpochOrderTest {
    private static final Extent SQUARE = new Extent(64, 64);
    private static final Extent WIDE = new Extent(192, 64);

    @Test
    void every_picture_comes_once_per_epoch_where_batches_come_out_even() {
        EpochOrder order = order(List.of(SQUARE), 24, settings(4, List.of()), 1);
        for (int epoch = 0; epoch < 3; epoch++) {
            long[] seen = numbers(order, 6 * epoch, 6 * epoch + 6);
            assertArrayEquals(
                    LongStream.range(0, 24).toArray(),
                    Arrays.stream(seen).sorted().toArray());
        }
        assertNotEquals(
                Arrays.toString(numbers(order, 0, 6)), Arrays.toString(numbers(order, 6, 12)), "epochs are shuffled");
    }

    @Test
    void leftover_pictures_come_first_in_the_next_epoch() {
        int pictures = 10;
        EpochOrder order = order(List.of(SQUARE), pictures, settings(4, List.of()), 1);
        long[] seen = numbers(order, 0, 25);
        for (int epoch = 0; epoch < 10; epoch++) {
            long[] own = Arrays.copyOfRange(seen, epoch * pictures, (epoch + 1) * pictures);
            assertArrayEquals(
                    LongStream.range(0, pictures).toArray(),
                    Arrays.stream(own).sorted().toArray());
        }
    }

    @Test
    void batches_have_one_shape_and_no_bucket_is_behind() {
        EpochOrder order = order(List.of(SQUARE, WIDE, WIDE), 30, settings(4, List.of()), 1);
        Map<Long, Integer> counts = new HashMap<>();
        for (int step = 0; step < 75; step++) {
            Batch batch = order.batch(new Draw(5, step, 0));
            for (long number : batch.numbers()) {
                assertEquals(
                        number % 3 == 0,
                        batch.extent().width() == batch.extent().height());
                counts.merge(number, 1, Integer::sum);
            }
        }
        // 75 batches of 4 are ten epochs of 30; what is left waits in a bucket
        assertEquals(30, counts.size());
        assertTrue(counts.values().stream().allMatch(count -> count >= 9 && count <= 11), counts::toString);
    }

    @Test
    void data_smaller_than_a_batch_fills_batches_from_several_epochs() {
        EpochOrder order = order(List.of(SQUARE), 3, settings(8, List.of()), 1);
        long[] seen = numbers(order, 0, 3);
        for (int epoch = 0; epoch < 8; epoch++) {
            long[] own = Arrays.copyOfRange(seen, epoch * 3, epoch * 3 + 3);
            assertArrayEquals(new long[] {0, 1, 2}, Arrays.stream(own).sorted().toArray());
        }
    }

    @Test
    void batch_is_a_pure_function_of_the_draw() {
        EpochOrder forward = order(List.of(SQUARE, WIDE, WIDE), 31, settings(4, List.of()), 2);
        List<String> expected = new ArrayList<>();
        for (int step = 0; step < 40; step++) {
            expected.add(show(forward, step, 0) + show(forward, step, 1));
        }
        EpochOrder backward = order(List.of(SQUARE, WIDE, WIDE), 31, settings(4, List.of()), 2);
        for (int step = 39; step >= 0; step--) {
            String second = show(backward, step, 1);
            assertEquals(expected.get(step), show(backward, step, 0) + second);
        }
        EpochOrder resumed = order(List.of(SQUARE, WIDE, WIDE), 31, settings(4, List.of()), 2);
        assertEquals(expected.get(29), show(resumed, 29, 0) + show(resumed, 29, 1));
    }

    @Test
    void parts_of_a_step_take_consecutive_batches() {
        EpochOrder whole = order(List.of(SQUARE), 50, settings(4, List.of()), 1);
        EpochOrder parts = order(List.of(SQUARE), 50, settings(4, List.of()), 3);
        Draw draw = new Draw(5, 0, 0);
        for (int index = 0; index < 30; index++) {
            assertEquals(new Draw(5, index / 3, index % 3), draw);
            assertArrayEquals(
                    whole.batch(new Draw(5, index, 0)).numbers(),
                    parts.batch(draw).numbers());
            draw = parts.next(draw);
        }
    }

    @Test
    void resolution_follows_the_schedule() {
        BatchSettings settings = settings(4, List.of(new ResolutionChange(10, 128), new ResolutionChange(20, 192)));
        EpochOrder order = order(List.of(SQUARE, WIDE), 20, settings, 1);
        for (int step = 0; step < 30; step++) {
            Extent extent = order.batch(new Draw(5, step, 0)).extent();
            int resolution = step < 10 ? 64 : step < 20 ? 128 : 192;
            assertTrue(extent.width() * extent.height() <= resolution * resolution);
            assertTrue(extent.width() * extent.height() > resolution * resolution / 2, extent + " at " + step);
        }
    }

    @Test
    void other_seeds_give_other_orders() {
        EpochOrder order = order(List.of(SQUARE), 50, settings(4, List.of()), 1);
        assertNotEquals(
                Arrays.toString(order.batch(new Draw(5, 0, 0)).numbers()),
                Arrays.toString(order.batch(new Draw(6, 0, 0)).numbers()));
    }

    private static String show(EpochOrder order, long step, int part) {
        Batch batch = order.batch(new Draw(5, step, part));
        return Arrays.toString(batch.numbers()) + batch.extent();
    }

    private static long[] numbers(EpochOrder order, int from, int to) {
        return LongStream.range(from, to)
                .flatMap(step -> Arrays.stream(order.batch(new Draw(5, step, 0)).numbers()))
                .toArray();
    }

    private static BatchSettings settings(int size, List<ResolutionChange> changes) {
        return new BatchSettings(size, 64, changes, 32, 4);
    }

    private static EpochOrder order(List<Extent> shapes, int pictures, BatchSettings settings, int parts) {
        return new EpochOrder(new Shapes(pictures, shapes), settings, parts);
    }
}
