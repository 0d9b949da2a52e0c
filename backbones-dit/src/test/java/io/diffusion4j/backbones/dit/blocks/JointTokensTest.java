package io.diffusion4j.backbones.dit.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class JointTokensTest {
    @Test
    void tokens_pass_all_blocks_and_only_the_last_ones_stay() {
        List<Tensor> between = new ArrayList<>();
        BiFunction<Integer, JointTokens, JointTokens> doubled = (i, x) -> {
            between.add(x.image());
            return new JointTokens(x.text(), x.image().mul(new Scalar(2)));
        };
        try (Scope scope = Scope.open()) {
            JointTokens tokens = new JointTokens(
                    HostData.tensor(new float[] {5}, 1, 1, 1), HostData.tensor(new float[] {1}, 1, 1, 1));
            JointTokens passed = tokens.through(3, doubled);
            assertThat(HostData.doubles(passed.image())).containsExactly(8);
            assertThat(HostData.doubles(passed.text())).containsExactly(5);
            assertThat(HostData.doubles(tokens.image())).containsExactly(1);
            assertThat(between.subList(1, 3)).allMatch(done -> done.isNull());
        }
    }
}
