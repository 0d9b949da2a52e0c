package io.diffusion4j.backbones.dit.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.diffusion4j.backbones.dit.SeededWeights;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RotaryPositionsTest {
    private static final RotaryPositions POSITIONS = new RotaryPositions(List.of(2, 4));

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
    void neighbouring_channels_turn_by_position_times_frequency() {
        double[] got = HostData.doubles(turned(HostData.tensor(new float[] {1, 0, 1, 0, 0, 1}, 1, 1, 1, 6), 3, 5));
        double slow = 5 / Math.sqrt(10_000);
        assertThat(got)
                .usingComparatorWithPrecision(1e-6)
                .containsExactly(Math.cos(3), Math.sin(3), Math.cos(5), Math.sin(5), -Math.sin(slow), Math.cos(slow));
    }

    @Test
    void nothing_turns_at_the_origin() {
        Tensor heads = heads("query");
        assertThat(HostData.doubles(turned(heads, 0, 0))).containsExactly(HostData.doubles(heads));
    }

    @Test
    void scores_depend_on_how_far_apart_tokens_are_and_not_on_where() {
        double here = score(turned(heads("query"), 2, 3), turned(heads("key"), 4, 9));
        double elsewhere = score(turned(heads("query"), 102, 33), turned(heads("key"), 104, 39));
        double further = score(turned(heads("query"), 2, 3), turned(heads("key"), 4, 10));
        assertThat(elsewhere).isCloseTo(here, offset(1e-6));
        assertThat(further).isNotCloseTo(here, offset(1e-4));
    }

    private static Tensor heads(String name) {
        return new SeededWeights().get(name, 1, 1, 1, 6);
    }

    private static Tensor turned(Tensor heads, float first, float second) {
        return POSITIONS
                .of(HostData.tensor(new float[] {first, second}, 1, 1, 2))
                .apply(heads);
    }

    private static double score(Tensor query, Tensor key) {
        return HostData.doubles(query.mul(key).sum())[0];
    }
}
