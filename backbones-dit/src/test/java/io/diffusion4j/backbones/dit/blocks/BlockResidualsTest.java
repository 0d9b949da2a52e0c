package io.diffusion4j.backbones.dit.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlockResidualsTest {
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
    void few_are_shared_out_evenly_or_in_runs_of_equal_length() {
        BlockResiduals residuals = some(4);
        assertThat(numbers(6, i -> residuals.spread(i, 6))).containsExactly(0, 0, 1, 2, 2, 3);
        assertThat(numbers(6, i -> residuals.inRuns(i, 6))).containsExactly(0, 0, 1, 1, 2, 2);
    }

    @Test
    void none_are_found_for_any_block_where_there_are_none() {
        assertThat(some(0).spread(3, 6)).isEmpty();
        assertThat(some(0).inRuns(3, 6)).isEmpty();
    }

    @Test
    void they_travel_in_conditioning_under_their_numbers() {
        Conditioning conditioning = some(3).in(Conditioning.none(), "residuals");
        assertThat(conditioning.tensors()).containsOnlyKeys("residuals.0", "residuals.1", "residuals.2");
        assertThat(BlockResiduals.of(conditioning, "residuals").tensors()).hasSize(3);
    }

    private static BlockResiduals some(int count) {
        return new BlockResiduals(IntStream.range(0, count)
                .mapToObj(i -> HostData.tensor(new float[] {i}, 1))
                .toList());
    }

    private static List<Integer> numbers(int blocks, IntFunction<Optional<Tensor>> behind) {
        return IntStream.range(0, blocks)
                .mapToObj(i -> (int) HostData.doubles(behind.apply(i).orElseThrow())[0])
                .toList();
    }
}
