package io.diffusion4j.schedulers.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class NoiseLevelTest {
    private static final Percentage ROUNDING = Percentage.withPercentage(1e-9);

    @Test
    void every_measure_comes_back_from_every_other() {
        new Random(1).doubles(1000, -30, 30).forEach(logSnr -> {
            NoiseLevel level = new NoiseLevel(logSnr);

            assertThat(NoiseLevel.ofSigma(level.sigma()).logSnr()).isCloseTo(logSnr, within(1e-12));
            assertThat(NoiseLevel.ofSnr(level.snr()).logSnr()).isCloseTo(logSnr, within(1e-12));
            assertThat(NoiseLevel.ofAlphaBar(level.alphaBar()).alphaBar()).isCloseTo(level.alphaBar(), ROUNDING);
            assertThat(level.alphaBar() + level.noisePower()).isCloseTo(1, within(1e-15));
            assertThat(level.alphaBar() / level.noisePower()).isCloseTo(level.snr(), ROUNDING);
            assertThat(level.sigma() * level.sigma() * level.snr()).isCloseTo(1, ROUNDING);
        });
    }

    @Test
    void betas_come_back_from_the_levels_and_multiply_to_the_signal() {
        Random random = new Random(2);
        for (int run = 0; run < 100; run++) {
            double[] betas = random.doubles(50, 1e-6, 0.9).toArray();
            List<NoiseLevel> levels = NoiseLevel.ofBetas(betas);

            double[] back = NoiseLevel.betas(levels);
            for (int t = 0; t < betas.length; t++) {
                assertThat(back[t]).isCloseTo(betas[t], Percentage.withPercentage(1e-7));
            }
            double product = DoubleStream.of(betas).map(beta -> 1 - beta).reduce(1, (a, b) -> a * b);
            assertThat(levels.get(49).alphaBar()).isCloseTo(product, Percentage.withPercentage(1e-7));
        }
    }

    @Test
    void small_noise_keeps_its_digits() {
        NoiseLevel level = NoiseLevel.ofSigma(1e-9);

        assertThat(level.noisePower()).isCloseTo(1e-18, ROUNDING);
        assertThat(level.betaAfter(NoiseLevel.CLEAN)).isCloseTo(1e-18, ROUNDING);
    }

    @Test
    void both_ends_have_all_measures() {
        NoiseLevel noise = NoiseLevel.ofAlphaBar(0);

        assertThat(NoiseLevel.CLEAN.alphaBar()).isEqualTo(1);
        assertThat(NoiseLevel.CLEAN.sigma()).isZero();
        assertThat(NoiseLevel.ofSigma(0)).isEqualTo(NoiseLevel.CLEAN);
        assertThat(NoiseLevel.ofAlphaBar(1)).isEqualTo(NoiseLevel.CLEAN);
        assertThat(noise.sigma()).isInfinite();
        assertThat(noise.snr()).isZero();
        assertThat(noise.betaAfter(NoiseLevel.CLEAN)).isEqualTo(1);
        assertThat(NoiseLevel.ofBetas(0, 1)).containsExactly(NoiseLevel.CLEAN, noise);
    }

    @Test
    void impossible_values_are_refused() {
        assertThatThrownBy(() -> NoiseLevel.ofAlphaBar(1.5)).hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> NoiseLevel.ofSigma(-1)).hasMessageContaining("0 or more");
        assertThatThrownBy(() -> NoiseLevel.ofBetas(Double.NaN)).hasMessageContaining("beta");
        assertThatThrownBy(() -> NoiseLevel.CLEAN.betaAfter(NoiseLevel.ofSigma(1)))
                .hasMessageContaining("only adds noise");
    }
}
