package io.diffusion4j.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.attention.AttentionShape;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.tensor.DType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChoiceTest {
    @ParameterizedTest
    @CsvSource({
        "BFLOAT16, false, 1024, 1024, MathAttention",
        "BFLOAT16, false, 4096, 77, MathAttention",
        "BFLOAT16, false, 4096, 4096, SlicedAttention",
        "FLOAT16, false, 2304, 2304, SlicedAttention",
        "FLOAT32, false, 4096, 4096, FlashAttention",
        "FLOAT64, false, 64, 64, FlashAttention",
        "FLOAT32, true, 64, 64, FlashAttention",
        "FLOAT16, true, 4096, 4096, FlashAttention",
        "FLOAT64, true, 64, 64, MathAttention",
    })
    void auto_chooses_by_dtype_device_and_size(DType dtype, boolean cuda, long queries, long keys, String expected) {
        AttentionShape shape = new AttentionShape(2, 8, queries, keys, 40, false, dtype, cuda);
        AttentionKernel chosen = new AutoAttention().choose(shape);
        assertThat(chosen.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(chosen.supports(shape)).isTrue();
        assertThat(new AutoAttention().workspaceBytes(shape)).isEqualTo(chosen.workspaceBytes(shape));
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT64", "FLOAT32", "FLOAT16", "BFLOAT16"},
            mode = EnumSource.Mode.EXCLUDE)
    void no_kernel_claims_integers_or_bytes(DType dtype) {
        AttentionShape shape = Inputs.shape(1, 1, 2, 2, 2, dtype);
        assertThat(Stream.of(
                        new MathAttention(),
                        new SlicedAttention(new BlockRule.Rows(1)),
                        new FlashAttention(),
                        new AutoAttention()))
                .noneMatch(kernel -> kernel.supports(shape));
    }

    @Test
    void flash_does_not_claim_float64_on_cuda() {
        assertThat(new FlashAttention().supports(new AttentionShape(1, 1, 8, 8, 8, false, DType.FLOAT64, true)))
                .isFalse();
    }

    @Test
    void the_four_kernels_are_found_by_name() {
        List<String> types = ServiceProviders.ofClassPath().all(AttentionProvider.class).stream()
                .map(provider -> provider.type())
                .toList();
        assertThat(types).containsExactly("auto", "flash", "math", "sliced");
    }

    @Test
    void a_block_of_no_rows_is_refused() {
        assertThatThrownBy(() -> new SlicedSettings(Optional.of(0), 64))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("must be 1 or more, got 0");
        assertThatThrownBy(() -> new SlicedSettings(Optional.empty(), 0)).isInstanceOf(InvalidSetting.class);
    }
}
