package io.diffusion4j.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeededNoiseTest {
    private final Scope scope = Scope.open();
    private final Tensor one = torch.torch_zeros(1, 4, 8, 8);
    private final Tensor two = torch.torch_zeros(2, 4, 8, 8);

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void a_draw_is_the_same_whenever_it_is_asked_for() {
        SeededNoise noise = new SeededNoise(List.of(7L));
        float[] initial = HostData.floats(noise.draw(NoiseSource.INITIAL, one));
        float[] third = HostData.floats(noise.draw(2, one));
        float[] first = HostData.floats(noise.draw(0, one));

        assertThat(HostData.floats(noise.draw(2, one))).isEqualTo(third);
        assertThat(HostData.floats(noise.draw(NoiseSource.INITIAL, one))).isEqualTo(initial);
        assertThat(HostData.floats(noise.draw(0, one))).isEqualTo(first).isNotEqualTo(initial);
        assertThat(HostData.floats(new SeededNoise(List.of(7L)).draw(2, one))).isEqualTo(third);
    }

    @Test
    void an_image_has_the_same_noise_alone_and_in_a_batch() {
        Tensor batch = new SeededNoise(List.of(3L, 9L)).draw(1, two);

        assertThat(HostData.floats(batch.narrow(0, 0, 1)))
                .isEqualTo(HostData.floats(new SeededNoise(List.of(3L)).draw(1, one)));
        assertThat(HostData.floats(batch.narrow(0, 1, 1)))
                .isEqualTo(HostData.floats(new SeededNoise(List.of(9L)).draw(1, one)));
    }

    @Test
    void another_first_draw_shifts_the_numbers() {
        SeededNoise plain = new SeededNoise(List.of(5L));

        assertThat(HostData.floats(new SeededNoise(List.of(5L), 0).draw(0, one)))
                .isEqualTo(HostData.floats(plain.draw(NoiseSource.INITIAL, one)));
        assertThat(HostData.floats(new SeededNoise(List.of(5L), -2).draw(NoiseSource.INITIAL, one)))
                .isEqualTo(HostData.floats(plain.draw(0, one)));
    }

    @Test
    void a_lower_precision_gets_the_rounded_numbers() {
        Tensor half = new SeededNoise(List.of(1L)).draw(0, one.to(ScalarType.Half));

        assertThat(half.scalar_type().intern()).isEqualTo(ScalarType.Half);
        Tensor full = new SeededNoise(List.of(1L)).draw(0, one);
        assertThat(HostData.floats(half)).isEqualTo(HostData.floats(full.to(ScalarType.Half)));
    }

    @Test
    void a_draw_frees_all_but_its_result() {
        SeededNoise noise = new SeededNoise(List.of(1L, 2L));
        Tensor kept;
        try (Scope step = Scope.open()) {
            kept = noise.draw(0, two);
        }
        assertThat(kept.isNull()).isTrue();
        assertThat(HostData.floats(noise.draw(1, two))).hasSize(512);
    }

    @Test
    void one_seed_fills_a_whole_batch_in_one_go() {
        Tensor batch = new SingleSeedNoise(3).draw(0, two);
        Tensor skipped = new SingleSeedNoise(3, 0).draw(1, two);

        assertThat(HostData.floats(batch)).isEqualTo(HostData.floats(skipped));
        assertThat(HostData.floats(batch.narrow(0, 0, 1))).isNotEqualTo(HostData.floats(batch.narrow(0, 1, 1)));
    }

    @Test
    void recorded_noise_comes_back_in_its_order() {
        List<Tensor> draws = List.of(torch.torch_randn(1, 4, 8, 8), torch.torch_randn(1, 4, 8, 8));

        assertThat(HostData.floats(new RecordedNoise(draws).draw(0, one))).isEqualTo(HostData.floats(draws.get(1)));
        assertThat(HostData.floats(new RecordedNoise(0, draws).draw(0, one))).isEqualTo(HostData.floats(draws.get(0)));
    }

    @Test
    void what_a_source_does_not_have_is_refused() {
        assertThatThrownBy(() -> new SeededNoise(List.of(1L)).draw(0, two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("noise for a batch of 2 is asked from 1 seeds");
        assertThatThrownBy(() -> new SeededNoise(List.of(1L), 0).draw(NoiseSource.INITIAL, one))
                .hasMessageContaining("before the first draw");
        assertThatThrownBy(() -> new RecordedNoise(0, List.of(one)).draw(1, one))
                .hasMessage("draw 1 is not recorded; there are draws 0 to 0");
        assertThatThrownBy(() -> new RecordedNoise(0, List.of(one)).draw(0, two))
                .hasMessage("draw 0 was recorded with shape [1, 4, 8, 8], asked for is [2, 4, 8, 8]");
    }
}
