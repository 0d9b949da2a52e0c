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

    @Test
    void beta_quantiles_of_one_half_are_the_arcsine_law() {
        SymmetricBeta arcsine = new SymmetricBeta(0.5);

        for (double p = 0; p <= 1; p += 0.05) {
            double root = Math.sin(Math.PI * p / 2);
            assertThat(arcsine.quantile(p)).isCloseTo(root * root, within(1e-12));
        }
    }
}
