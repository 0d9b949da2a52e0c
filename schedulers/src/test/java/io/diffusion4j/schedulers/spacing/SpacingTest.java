package io.diffusion4j.schedulers.spacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpacingTest {
    private static final SigmaTable TABLE = new SigmaTable(NoiseSchedule.of(NoiseScheduleSettings.defaults()));

    @ParameterizedTest
    @EnumSource(
            value = SigmaSchedule.class,
            names = {"KARRAS", "EXPONENTIAL", "BETA", "LU"})
    void curves_fall_strictly_between_their_ends(SigmaSchedule schedule) {
        double[] levels = schedule.between(TABLE.max(), TABLE.min(), 50).orElseThrow();

        assertThat(levels[0]).isCloseTo(TABLE.max(), within(1e-9));
        assertThat(levels[49]).isCloseTo(TABLE.min(), within(1e-9));
        for (int i = 1; i < 50; i++) {
            assertThat(levels[i]).isLessThan(levels[i - 1]);
        }
    }

    @ParameterizedTest
    @EnumSource(TimestepSpacing.class)
    void timesteps_fall_strictly_within_the_training_range(TimestepSpacing spacing) {
        for (int count : new int[] {2, 3, 7, 50, 999}) {
            double[] timesteps = spacing.points(count, 1000, 0);
            assertThat(timesteps).hasSize(count);
            assertThat(timesteps[0]).isLessThan(1000);
            assertThat(timesteps[count - 1]).isGreaterThanOrEqualTo(0);
            for (int i = 1; i < count; i++) {
                assertThat(timesteps[i]).isLessThan(timesteps[i - 1]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 17, 499.25, 998.75, 999})
    void timesteps_come_back_from_noise_levels(double timestep) {
        assertThat(TABLE.timestepOf(TABLE.at(timestep))).isCloseTo(timestep, within(0.2));
    }

    /** The published description in other words: σ^(1/ρ) in even steps, n values of which the first is the largest. */
    @Test
    void karras_levels_are_those_of_the_paper() {
        double[] levels = SigmaSchedule.KARRAS.between(80, 0.002, 18).orElseThrow();

        assertThat(levels).hasSize(18);
        assertThat(levels[0]).isCloseTo(80, within(1e-9));
        assertThat(levels[17]).isCloseTo(0.002, within(1e-9));
        double stride = (Math.pow(80, 1 / 7.0) - Math.pow(0.002, 1 / 7.0)) / 17;
        for (int i = 1; i < 18; i++) {
            assertThat(Math.pow(levels[i - 1], 1 / 7.0) - Math.pow(levels[i], 1 / 7.0))
                    .isCloseTo(stride, within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SigmaSchedule.class,
            names = {"ALIGN_YOUR_STEPS_SD15", "ALIGN_YOUR_STEPS_SDXL", "ALIGN_YOUR_STEPS_SVD"})
    void published_tables_fall_strictly_for_every_number_of_steps(SigmaSchedule schedule) {
        double[] ten = schedule.between(1, 0.1, 10).orElseThrow();

        for (int count : new int[] {1, 2, 7, 10, 20, 30, 100}) {
            double[] levels = schedule.between(1, 0.1, count).orElseThrow();
            assertThat(levels).hasSize(count);
            assertThat(levels[0]).isCloseTo(ten[0], within(1e-9));
            for (int i = 1; i < count; i++) {
                assertThat(levels[i]).isLessThan(levels[i - 1]);
            }
        }
    }

    @Test
    void align_your_steps_has_the_published_levels_at_ten_steps_and_geometric_means_between_them() {
        double[] ten = SigmaSchedule.ALIGN_YOUR_STEPS_SDXL.between(1, 0.1, 10).orElseThrow();
        double[] twenty =
                SigmaSchedule.ALIGN_YOUR_STEPS_SDXL.between(1, 0.1, 20).orElseThrow();

        double[] published = {14.615, 6.315, 3.771, 2.181, 1.342, 0.862, 0.555, 0.380, 0.234, 0.113};
        assertThat(ten).containsExactly(published, within(1e-12));
        for (int i = 0; i < 9; i++) {
            assertThat(twenty[2 * i]).isCloseTo(ten[i], within(1e-12));
            assertThat(twenty[2 * i + 1]).isCloseTo(Math.sqrt(ten[i] * ten[i + 1]), within(1e-12));
        }
    }

    @Test
    void log_linear_is_even_in_the_logarithm_and_leaves_the_smallest_level_out() {
        double[] levels = SigmaSchedule.LOG_LINEAR.between(16, 1, 4).orElseThrow();

        assertThat(levels).containsExactly(new double[] {16, 8, 4, 2}, within(1e-12));
    }

    @Test
    void sgm_uniform_is_an_even_list_without_its_end() {
        assertThat(TimestepSpacing.SGM_UNIFORM.points(4, 1001, 0)).containsExactly(1000, 750, 500, 250);
    }

    @Test
    void beta_quantiles_of_one_half_are_the_arcsine_law() {
        SymmetricBeta arcsine = new SymmetricBeta(0.5);

        for (double p = 0; p <= 1; p += 0.05) {
            double root = Math.sin(Math.PI * p / 2);
            assertThat(arcsine.quantile(p)).isCloseTo(root * root, within(1e-12));
        }
    }
}
