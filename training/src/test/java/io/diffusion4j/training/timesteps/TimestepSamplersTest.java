package io.diffusion4j.training.timesteps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.spi.Service;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimestepSamplersTest {
    private static final int BINS = 20;
    private static final LossAware LOSS_AWARE = new LossAware(new LossAwareSettings(BINS, 10, 0.001));

    /** Large for much noise. */
    private static final DoubleUnaryOperator LOSS = time -> 0.1 + 3 * time * time;

    @Test
    void all_are_found_by_name() {
        assertThat(ServiceProviders.ofClassPath().all(TimestepSamplerProvider.class))
                .extracting(Service::type)
                .containsExactly("importance", "logit-normal", "loss-aware", "stratified", "uniform");
    }

    @Test
    void stratified_times_lie_evenly_in_no_order() {
        double[] times = new Stratified()
                .draw(Experience.none(), new SplittableRandom(3), 50)
                .values();
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        assertThat(times).isNotEqualTo(sorted);
        for (int i = 1; i < sorted.length; i++) {
            assertThat(sorted[i] - sorted[i - 1]).isCloseTo(0.02, within(1e-12));
        }
    }

    @Test
    void every_place_in_a_stratified_batch_is_uniform() {
        double[] second = IntStream.range(0, 4000)
                .mapToDouble(seed -> new Stratified()
                        .draw(Experience.none(), new SplittableRandom(seed), 7)
                        .values()[1])
                .sorted()
                .toArray();
        assertThat(distance(second, time -> time)).isLessThan(0.03);
    }

    @Test
    void uniform_times_are_uniform() {
        double[] times = new Uniform()
                .draw(Experience.none(), new SplittableRandom(1), 4000)
                .values();
        Arrays.sort(times);
        assertThat(distance(times, time -> time)).isLessThan(0.03);
    }

    @Test
    void the_logit_of_times_is_normal_and_a_shift_moves_it() {
        double location = 0.4;
        double scale = 0.8;
        double[] times = new LogitNormal(new LogitNormalSettings(location, scale, 3))
                .draw(Experience.none(), new SplittableRandom(1), 4000)
                .values();
        double[] logits = Arrays.stream(times)
                // the scheduler's shift undone: sigma' = 3 sigma / (1 + 2 sigma)
                .map(time -> time / (3 - 2 * time))
                .map(time -> Math.log(time / (1 - time)))
                .toArray();
        double mean = Arrays.stream(logits).average().orElseThrow();
        double variance = Arrays.stream(logits)
                .map(l -> (l - mean) * (l - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(location, within(0.04));
        assertThat(Math.sqrt(variance)).isCloseTo(scale, within(0.03));
    }

    @Test
    void extreme_logits_stay_below_one() {
        Times times = new LogitNormal(new LogitNormalSettings(1000, 1, 1))
                .draw(Experience.none(), new SplittableRandom(1), 3);
        assertThat(Arrays.stream(times.values()).max().orElseThrow()).isLessThan(1);
    }

    /** Largest difference of the sorted numbers' distribution to the expected one; Kolmogorov and Smirnov. */
    private static double distance(double[] sorted, DoubleUnaryOperator expected) {
        return IntStream.range(0, sorted.length)
                .mapToDouble(i -> Math.abs((i + 0.5) / sorted.length - expected.applyAsDouble(sorted[i])))
                .max()
                .orElseThrow();
    }

    @Test
    void what_is_drawn_more_often_counts_as_much_less() {
        Bins bins = Bins.proportional(new double[] {1, 5, 0.5, 2});
        double expected = 0;
        for (int bin = 0; bin < 4; bin++) {
            double weight = 1 / (4 * bins.probabilities()[bin]);
            expected += bins.probabilities()[bin] * weight * LOSS.applyAsDouble((bin + 0.5) / 4);
        }
        double uniform = IntStream.range(0, 4)
                .mapToDouble(bin -> LOSS.applyAsDouble((bin + 0.5) / 4))
                .average()
                .orElseThrow();
        assertThat(expected).isCloseTo(uniform, within(1e-12));
        assertDraws(bins, bins.draw(new SplittableRandom(4), 20_000));
    }

    /** Frequencies are the probabilities, and each time has the weight of its bin. */
    private static void assertDraws(Bins bins, Times times) {
        int count = bins.probabilities().length;
        double[] drawn = new double[count];
        for (int i = 0; i < times.values().length; i++) {
            int bin = Bins.of(times.values()[i], count);
            drawn[bin] += 1.0 / times.values().length;
            assertThat(times.weights()[i]).isCloseTo(1 / (count * bins.probabilities()[bin]), within(1e-12));
        }
        for (int bin = 0; bin < count; bin++) {
            assertThat(drawn[bin]).isCloseTo(bins.probabilities()[bin], within(0.015));
        }
    }

    @Test
    void times_within_a_bin_are_uniform() {
        double[] places = Arrays.stream(Bins.proportional(new double[] {1, 9})
                        .draw(new SplittableRandom(4), 4000)
                        .values())
                .filter(time -> time >= 0.5)
                .map(time -> 2 * time - 1)
                .sorted()
                .toArray();
        assertThat(distance(places, place -> place)).isLessThan(0.03);
    }

    private static Experience learned(Experience from, int seed, int count) {
        Times times = new Uniform().draw(Experience.none(), new SplittableRandom(seed), count);
        return LOSS_AWARE.learn(
                from, times, Arrays.stream(times.values()).map(LOSS).toArray());
    }

    @Test
    void all_are_as_likely_until_every_bin_has_its_history() {
        double[] all = IntStream.range(0, 10 * BINS)
                .mapToDouble(i -> (i + 0.5) / (10 * BINS))
                .toArray();
        double[] fewer = Arrays.copyOf(all, all.length - 1);
        double[] even = new double[BINS];
        Arrays.fill(even, 1.0 / BINS);
        Experience almost = LOSS_AWARE.learn(
                LOSS_AWARE.start(),
                Times.even(fewer),
                Arrays.stream(fewer).map(LOSS).toArray());
        assertThat(LOSS_AWARE.bins(almost).probabilities()).containsExactly(even, within(1e-12));
        double last = all[all.length - 1];
        Experience warm =
                LOSS_AWARE.learn(almost, Times.even(new double[] {last}), new double[] {LOSS.applyAsDouble(last)});
        assertThat(LOSS_AWARE.bins(warm).probabilities()[BINS - 1]).isGreaterThan(2.0 / BINS);
    }

    @Test
    void probabilities_are_the_root_mean_square_of_the_last_losses_mixed_with_uniform_ones() {
        LossAware two = new LossAware(new LossAwareSettings(2, 3, 0.1));
        double[] times = {0.1, 0.1, 0.1, 0.1, 0.6, 0.6, 0.6};
        Experience experience = two.learn(two.start(), Times.even(times), new double[] {100, 1, 2, 2, 4, 4, 4});
        // the first loss is forgotten: sqrt((1 + 4 + 4) / 3) and 4
        double first = Math.sqrt(3) / (Math.sqrt(3) + 4);
        assertThat(two.bins(experience).probabilities())
                .containsExactly(new double[] {0.9 * first + 0.05, 0.9 * (1 - first) + 0.05}, within(1e-12));
    }

    @Test
    void the_expected_loss_of_loss_aware_times_is_that_of_uniform_ones() {
        Bins bins = LOSS_AWARE.bins(learned(LOSS_AWARE.start(), 5, 2000));
        double[] p = bins.probabilities();
        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
        assertThat(p[BINS - 1]).isGreaterThan(5 * p[0]);
        // over all timesteps of a schedule: probability times correction times loss
        double expected = IntStream.range(0, 1000)
                .mapToObj(t -> (t + 0.5) / 1000)
                .mapToDouble(time -> p[Bins.of(time, BINS)]
                        * BINS
                        / 1000
                        * (1 / (BINS * p[Bins.of(time, BINS)]))
                        * LOSS.applyAsDouble(time))
                .sum();
        double uniform = IntStream.range(0, 1000)
                .mapToDouble(t -> LOSS.applyAsDouble((t + 0.5) / 1000))
                .average()
                .orElseThrow();
        assertThat(expected).isCloseTo(uniform, within(1e-12));
        assertDraws(bins, bins.draw(new SplittableRandom(6), 20_000));
    }

    @Test
    void a_sampler_that_goes_on_from_its_experience_draws_the_same() {
        Experience before = learned(LOSS_AWARE.start(), 5, 700);
        Experience restored = new Experience(before.values());
        assertThat(LOSS_AWARE
                        .draw(learned(restored, 6, 64), new SplittableRandom(7), 32)
                        .values())
                .isEqualTo(LOSS_AWARE
                        .draw(learned(before, 6, 64), new SplittableRandom(7), 32)
                        .values());
    }

    @Test
    void learning_changes_no_experience_that_there_was() {
        Experience before = LOSS_AWARE.start();
        learned(before, 1, 100);
        assertThat(before.values())
                .allSatisfy((name, values) -> assertThat(values).containsOnly(0.0));
    }
}
