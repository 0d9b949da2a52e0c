package io.diffusion4j.app.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.schedulers.noise.NoiseLevel;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SnrRegionTest {
    @Test
    void every_level_lies_in_one_region() {
        List<NoiseLevel> levels = DoubleStream.of(0, 0.01, 0.0999, 0.1001, 1, 9.99, 10.01, 1e9)
                .mapToObj(NoiseLevel::ofSnr)
                .toList();

        assertThat(SnrRegion.counts(levels)).containsExactly(2, 3, 3);
        assertThat(SnrRegion.of(NoiseLevel.CLEAN)).isEqualTo(SnrRegion.DETAILS);
    }
}
