package io.diffusion4j.backbones.unet;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.attention.MathAttentionProvider;
import io.diffusion4j.attention.NoSettings;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionShape;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class UpcastAttentionTest {
    private final AttentionKernel math =
            new MathAttentionProvider().create(NoSettings.defaults(), PartContext.bare(Goldens.cpu(), DType.FLOAT16));
    private final AttentionKernel upcast = new UpcastAttention(math);

    @Test
    void scores_may_leave_the_range_of_float16() {
        try (Scope scope = Scope.open()) {
            Tensor large = half(300, -300, 300, 300);
            Tensor got = upcast.attend(large, large, half(1, 2, 3, 4), Optional.empty(), 1);
            assertThat(got.scalar_type().intern()).isEqualTo(DType.FLOAT16.scalarType());
            assertThat(HostData.floats(got)).containsExactly(1, 2, 3, 4);
            assertThat(HostData.floats(math.attend(large, large, half(1, 2, 3, 4), Optional.empty(), 1)))
                    .containsAnyOf(Float.NaN);
        }
    }

    @Test
    void workspace_counts_the_copies() {
        AttentionShape half = new AttentionShape(1, 2, 10, 20, 8, false, DType.FLOAT16, false);
        AttentionShape full = new AttentionShape(1, 2, 10, 20, 8, false, DType.FLOAT32, false);
        assertThat(upcast.workspaceBytes(half)).isEqualTo(math.workspaceBytes(full) + 4 * 2 * 2 * (10 + 20) * 8);
        assertThat(upcast.workspaceBytes(full)).isEqualTo(math.workspaceBytes(full));
    }

    /** Two tokens of two channels, one head. */
    private static Tensor half(float... values) {
        return HostData.tensor(values, 1, 1, 2, 2).toType(DType.FLOAT16.scalarType());
    }
}
