package io.diffusion4j.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the reference's generators drew from the same seeds. */
class SeededNoiseGoldenTest {
    private static final Pattern ONE_DRAW = Pattern.compile("randn_(-?\\d+)_.*");

    private final Scope scope = Scope.open();
    private final SafetensorsFile golden =
            SafetensorsFile.open(Path.of(System.getProperty("goldens"), "rng", "rng.safetensors"));

    @AfterEach
    void close() {
        golden.close();
        scope.close();
    }

    @Test
    void the_first_draw_of_every_seed_and_shape_is_the_references() {
        int compared = 0;
        for (String name : golden.names()) {
            Matcher draw = ONE_DRAW.matcher(name);
            if (draw.matches()) {
                Tensor expected = golden.open(name);
                long seed = new BigInteger(draw.group(1)).longValue();
                assertSame(name, new SingleSeedNoise(seed).draw(NoiseSource.INITIAL, expected), expected);
                if (expected.size(0) == 1) {
                    SeededNoise perImage = new SeededNoise(List.of(seed));
                    assertSame(name, perImage.draw(NoiseSource.INITIAL, expected), expected);
                }
                compared++;
            }
        }
        assertThat(compared).isEqualTo(66);
    }

    @Test
    void only_the_low_32_bits_of_a_seed_count() {
        Tensor like = torch.torch_zeros(1, 4, 8, 8);

        assertSame(
                "5",
                new SeededNoise(List.of(5L)).draw(0, like),
                new SeededNoise(List.of((1L << 32) + 5)).draw(0, like));
    }

    @Test
    void successive_draws_of_different_shapes_are_the_references() {
        for (long seed : new long[] {0, 1, 42}) {
            SingleSeedNoise noise = new SingleSeedNoise(seed, 0);
            for (int i = 0; i < 5; i++) {
                String name = "sequence_%d_%d".formatted(seed, i);
                Tensor expected = golden.open(name);
                assertSame(name, noise.draw(i, expected), expected);
            }
        }
    }

    @Test
    void each_image_of_a_batch_draws_from_its_own_seed() {
        Tensor expected = golden.open("batch_of_generators");

        assertSame("batch", new SeededNoise(List.of(0L, 1L)).draw(NoiseSource.INITIAL, expected), expected);
    }

    private static void assertSame(String name, Tensor actual, Tensor expected) {
        assertThat(HostData.floats(actual)).as(name).containsExactly(HostData.floats(expected), within(1e-6f));
    }
}
