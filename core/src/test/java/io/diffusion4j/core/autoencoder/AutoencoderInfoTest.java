package io.diffusion4j.core.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class AutoencoderInfoTest {
    @Test
    void shifted_latents_are_scaled_by_their_formula_and_back() {
        try (Scope scope = Scope.open()) {
            AutoencoderInfo info = new AutoencoderInfo(2, 8, 1.5, 0.25);
            Tensor latents = HostData.tensor(new float[] {1, -2}, 1, 2, 1, 1);

            assertThat(HostData.floats(info.scale(latents))).containsExactly(1.125f, -3.375f);
            assertThat(HostData.floats(info.unscale(info.scale(latents)))).containsExactly(1, -2);
        }
    }

    @Test
    void statistics_normalise_each_channel_and_back() {
        try (Scope scope = Scope.open()) {
            LatentStatistics statistics = new LatentStatistics(List.of(1.0, -1.0), List.of(2.0, 0.5));
            AutoencoderInfo info = new AutoencoderInfo(2, 8, 0.5, 0, Optional.of(statistics));
            Tensor latents = HostData.tensor(new float[] {3, 5, 0, -1}, 1, 2, 2, 1);

            assertThat(HostData.floats(info.scale(latents))).containsExactly(0.5f, 1, 1, 0);
            assertThat(HostData.floats(info.unscale(info.scale(latents))))
                    .containsExactly(new float[] {3, 5, 0, -1}, within(1e-6f));
        }
    }

    @Test
    void a_deviation_of_zero_is_refused() {
        assertThatThrownBy(() -> new LatentStatistics(List.of(1.0), List.of(0.0)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
