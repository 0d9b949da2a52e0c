package io.diffusion4j.autoencoders.kl;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class ChainTest {
    private final List<Tensor> inputs = new ArrayList<>();

    @Test
    void a_result_is_freed_as_soon_as_the_next_but_one_is_made() {
        UnaryOperator<Tensor> twice = x -> {
            assertThat(inputs.stream().skip(1).allMatch(tensor -> tensor.isNull()))
                    .isTrue();
            inputs.add(x);
            return x.mul(new Scalar(2));
        };
        try (Scope scope = Scope.open()) {
            Tensor x = HostData.tensor(new float[] {1, 2}, 2);
            Tensor y = new Chain(List.of(twice, twice, twice)).apply(x);

            assertThat(HostData.floats(y)).containsExactly(8, 16);
            assertThat(HostData.floats(x)).containsExactly(1, 2);
            assertThat(inputs.subList(1, 3)).allMatch(tensor -> tensor.isNull());
        }
    }

    @Test
    void an_empty_chain_gives_its_input() {
        try (Scope scope = Scope.open()) {
            Tensor x = HostData.tensor(new float[] {1}, 1);

            assertThat(new Chain(List.of()).apply(x)).isSameAs(x);
        }
    }
}
