package io.diffusion4j.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.diffusion4j.training.Draw;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PrefetchTest {
    @Test
    void batches_are_those_of_their_draws_whatever_the_order() {
        try (Prefetch<Long> prefetch = prefetch(Draw::step)) {
            for (long step : new long[] {0, 1, 2, 10, 11, 3, 3, 4, 0}) {
                assertEquals(step, prefetch.get(draw(step)));
            }
        }
    }

    @Test
    void next_batches_are_prepared_without_being_asked_for_and_no_more_than_wanted() throws InterruptedException {
        List<Long> prepared = new CopyOnWriteArrayList<>();
        CountDownLatch third = new CountDownLatch(3);
        try (Prefetch<Long> prefetch = prefetch(draw -> {
            prepared.add(draw.step());
            third.countDown();
            return draw.step();
        })) {
            prefetch.get(draw(5));
            assertTrue(third.await(10, TimeUnit.SECONDS));
            assertEquals(List.of(5L, 6L, 7L), prepared);
            prefetch.get(draw(6));
            prefetch.get(draw(7));
            assertEquals(List.of(5L, 6L, 7L), prepared.subList(0, 3));
            assertEquals(1, prepared.stream().filter(step -> step == 7).count(), "nothing is prepared twice");
        }
    }

    @Test
    void preparing_runs_on_another_thread_which_ends_on_closing() throws InterruptedException {
        AtomicReference<Thread> thread = new AtomicReference<>();
        try (Prefetch<Long> prefetch = prefetch(draw -> {
            thread.set(Thread.currentThread());
            return draw.step();
        })) {
            prefetch.get(draw(0));
        }
        assertNotEquals(Thread.currentThread(), thread.get());
        thread.get().join(10_000);
        assertTrue(!thread.get().isAlive());
    }

    @Test
    void failure_arrives_at_the_batch_it_belongs_to() {
        IllegalStateException broken = new IllegalStateException("broken");
        try (Prefetch<Long> prefetch = prefetch(draw -> {
            if (draw.step() == 2) {
                throw broken;
            }
            return draw.step();
        })) {
            assertEquals(0, prefetch.get(draw(0)));
            assertEquals(1, prefetch.get(draw(1)));
            assertSame(broken, assertThrows(IllegalStateException.class, () -> prefetch.get(draw(2))));
            assertEquals(3, prefetch.get(draw(3)));
        }
    }

    private static Prefetch<Long> prefetch(Function<Draw, Long> prepare) {
        return new Prefetch<>(prepare, draw -> draw(draw.step() + 1), 2);
    }

    private static Draw draw(long step) {
        return new Draw(1, step, 0);
    }
}
