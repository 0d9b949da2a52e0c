package io.diffusion4j.core.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepStatisticsTest {
    @Test
    void statistics_are_of_the_finite_values_and_the_others_are_counted() {
        try (Scope scope = Scope.open()) {
            float[] values = {1, 3, Float.NaN, 5, 7, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
            assertThat(TensorStatistics.of(HostData.tensor(values, 7)))
                    .isEqualTo(new TensorStatistics(1, 7, 4, Math.sqrt(5), 1, 2));
        }
    }

    @Test
    void without_finite_values_there_are_counts_only() {
        TensorStatistics none = TensorStatistics.of(new float[] {Float.NaN, Float.NaN});
        assertThat(none.toMap()).isEqualTo(Map.of("nans", 2L, "infinities", 0L));
        assertThat(none.isFinite()).isFalse();
    }

    @Test
    void a_step_is_one_line_of_json() {
        StepStatistics statistics = new StepStatistics(
                new Step(2, 20, 801.5),
                Optional.empty(),
                Optional.of(0.5),
                Map.of(StepStatistics.PREDICTION, new TensorStatistics(-1, 1, 0, 0.5, 0, 0)),
                Map.of("diversity", List.of(0.25)));
        String line = SettingsJson.toLine(statistics.toMap());
        assertThat(line).doesNotContain("\n").startsWith("{\"step\":3,\"count\":20,\"timestep\":801.5,\"sigma\":0.5,");
        Map<String, Object> read = SettingsJson.fromJson("line", line);
        assertThat(((Map<?, ?>) read.get("prediction")).get("std")).isEqualTo(0.5);
        assertThat(read.get("diversity")).isEqualTo(List.of(0.25));
    }
}
