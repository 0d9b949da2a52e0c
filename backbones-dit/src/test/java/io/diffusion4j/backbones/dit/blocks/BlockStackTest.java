package io.diffusion4j.backbones.dit.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Blocks;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class BlockStackTest {
    private static final BlockStack<Integer> STACK = new BlockStack<>(Blocks.resident(List.of(1, 2, 3, 4)));

    @Test
    void blocks_are_applied_in_their_order() {
        try (Scope scope = Scope.open()) {
            Tensor result =
                    STACK.apply(one(), (block, x) -> x.mul(new Scalar(10)).add(new Scalar(block)));
            assertThat(HostData.floats(result)).containsExactly(11234);
        }
    }

    @Test
    void the_number_of_live_tensors_does_not_grow_with_the_blocks() {
        List<Long> live = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            STACK.apply(one(), (block, x) -> {
                live.add(Pointer.totalCount());
                return x.add(x);
            });
        }
        assertThat(live.subList(2, 4)).containsOnly(live.get(1));
    }

    @Test
    void a_stack_of_blocks_that_change_nothing_returns_its_tokens_unharmed() {
        try (Scope scope = Scope.open()) {
            Tensor tokens = one();
            Tensor result = STACK.apply(tokens, (block, x) -> x);
            assertThat(HostData.floats(result)).containsExactly(1);
            assertThat(HostData.floats(tokens)).containsExactly(1);
        }
    }

    @Test
    void a_failing_block_leaves_nothing_behind() {
        try (Scope scope = Scope.open()) {
            Tensor tokens = one();
            long before = Pointer.totalCount();
            assertThatThrownBy(() -> STACK.apply(tokens, (block, x) -> {
                        if (block == 3) {
                            throw new IllegalStateException("out of memory");
                        }
                        return x.add(x);
                    }))
                    .hasMessage("out of memory");
            assertThat(Pointer.totalCount()).isEqualTo(before);
            assertThat(HostData.floats(tokens)).containsExactly(1);
        }
    }

    private static Tensor one() {
        return HostData.tensor(new float[] {1}, 1);
    }
}
