package io.diffusion4j.attention;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.attention.AttentionShape;
import io.diffusion4j.core.runtime.Threads;
import io.diffusion4j.core.tensor.DType;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
    private static final AttentionShape ONE = Inputs.shape(1, 8, 4096, 4096, 40, DType.FLOAT32);
    private static final AttentionShape TWO = Inputs.shape(2, 8, 4096, 4096, 40, DType.FLOAT32);

    @Test
    void math_holds_scores_and_probabilities() {
        assertThat(new MathAttention().workspaceBytes(ONE)).isEqualTo(4L * 2 * 8 * 4096 * 4096);
    }

    @Test
    void math_copies_strided_batches() {
        assertThat(new MathAttention().workspaceBytes(TWO))
                .isEqualTo(4L * (2 * 2 * 8 * 4096 * 4096L + 3 * 2 * 8 * 4096 * 40));
    }

    @Test
    void sliced_holds_one_block_whatever_the_batch() {
        SlicedAttention sliced = new SlicedAttention(new BlockRule.Rows(256));
        assertThat(sliced.workspaceBytes(ONE)).isEqualTo(4L * 8 * 256 * (2 * 4096 + 40));
        assertThat(sliced.workspaceBytes(TWO)).isEqualTo(sliced.workspaceBytes(ONE));
    }

    @Test
    void sliced_stays_within_its_memory_and_uses_most_of_it() {
        for (double mib : new double[] {0.1, 1, 64, 200, 500}) {
            SlicedSettings settings = new SlicedSettings(Optional.empty(), mib);
            long bytes = new SlicedAttention(settings.blockRule()).workspaceBytes(TWO);
            assertThat((double) bytes).isBetween(0.5 * mib * 1024 * 1024, mib * 1024 * 1024);
        }
    }

    @Test
    void sliced_with_room_for_all_takes_what_one_image_needs() {
        SlicedAttention roomy = new SlicedAttention(new BlockRule.Memory(Long.MAX_VALUE / 2));
        assertThat(roomy.workspaceBytes(ONE)).isEqualTo(4L * 8 * 4096 * (2 * 4096 + 40));
    }

    @Test
    void flash_holds_row_sums_and_a_tile_per_thread() {
        assertThat(new FlashAttention().workspaceBytes(ONE))
                .isEqualTo(4L * (8 * 4096 + Threads.compute() * 256L * (512 + 2 + 40)));
    }

    @Test
    void flash_needs_less_than_a_hundredth_of_math() {
        assertThat(new FlashAttention().workspaceBytes(TWO) * 100).isLessThan(new MathAttention().workspaceBytes(TWO));
    }
}
