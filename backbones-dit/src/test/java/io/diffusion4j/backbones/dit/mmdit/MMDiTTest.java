package io.diffusion4j.backbones.dit.mmdit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.backbones.dit.SeededWeights;
import io.diffusion4j.backbones.dit.SmallBackbones;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MMDiTTest {
    private Scope scope;

    @BeforeEach
    void open() {
        scope = Scope.open();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void a_skipped_block_is_as_good_as_one_that_does_nothing() {
        Backbone whole = SmallBackbones.of(SmallBackbones.mmdit(true), new SeededWeights());
        Backbone idle = SmallBackbones.of(
                SmallBackbones.mmdit(true), new SeededWeights("", name -> name.startsWith("transformer_blocks.1.")));
        assertThat(forward(whole, text(1).with(Conditioning.SKIP_LAYERS, HostData.tensor(new long[] {1}, 1, 1))))
                .containsExactly(forward(idle, text(1)));
    }

    @Test
    void rows_that_leave_out_different_blocks_are_refused() {
        Conditioning unequal = text(2).with(Conditioning.SKIP_LAYERS, HostData.tensor(new long[] {1, 2}, 2, 1));
        assertThatThrownBy(() -> forward(small(), unequal))
                .hasMessageContaining("skip-layers must be the same in all rows");
    }

    @Test
    void an_image_larger_than_the_table_of_positions_is_refused() {
        Tensor sample = new SeededWeights().get("sample", 1, 4, 8, 14);
        assertThatThrownBy(() -> small().forward(sample, HostData.tensor(new float[] {700}, 1), text(1)))
                .hasMessageContaining("4 x 7 patches")
                .hasMessageContaining("6 x 6");
    }

    private static Backbone small() {
        return SmallBackbones.of(SmallBackbones.mmdit(false), new SeededWeights());
    }

    private static double[] forward(Backbone backbone, Conditioning conditioning) {
        long batch = conditioning.require(Conditioning.POOLED).size(0);
        Tensor sample = new SeededWeights().get("sample", batch, 4, 8, 8);
        Tensor timestep = HostData.tensor(new float[] {700}, 1).expand(batch);
        return HostData.doubles(backbone.forward(sample, timestep, conditioning));
    }

    private static Conditioning text(long batch) {
        return Conditioning.ofContext(new SeededWeights().get("text", batch, 3, 12))
                .with(Conditioning.POOLED, new SeededWeights().get("pooled", batch, 10));
    }
}
