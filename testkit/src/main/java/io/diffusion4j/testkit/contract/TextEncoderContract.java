package io.diffusion4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.text.TextEncoder;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

/** What every text encoder holds to, on the CPU in float32. */
public abstract class TextEncoderContract extends ContractScope {
    private static final double TOLERANCE = 1e-4;
    private static final List<String> PROMPTS = List.of("a photo of a cat", "", "x ".repeat(400));

    /** A small encoder; the same one in every call. */
    protected abstract TextEncoder encoder();

    @Test
    protected void prompts_of_any_length_become_rows_of_one_length() {
        Tensor together = encoder().tokenize(PROMPTS);
        assertThat(together.scalar_type().intern()).isEqualTo(ScalarType.Long);
        assertThat(together.size(0)).isEqualTo(PROMPTS.size());
        for (int i = 0; i < PROMPTS.size(); i++) {
            Tensor alone = encoder().tokenize(PROMPTS.subList(i, i + 1));
            assertThat(HostData.longs(alone)).containsExactly(HostData.longs(together.narrow(0, i, 1)));
        }
    }

    @Test
    protected void rows_of_the_usual_length_may_be_asked_for_and_have_masks() {
        Tensor ids = encoder().tokenize(PROMPTS);
        Tensor asked = encoder().tokenize(PROMPTS, (int) ids.size(1));
        assertThat(HostData.longs(asked)).containsExactly(HostData.longs(ids));
        assertThat(HostData.shape(encoder().mask(ids))).containsExactly(HostData.shape(ids));
        assertThat(java.util.Arrays.stream(HostData.longs(encoder().mask(ids))).distinct())
                .contains(1L)
                .isSubsetOf(0L, 1L);
    }

    @Test
    protected void each_prompt_has_one_row_of_everything() {
        assertThat(encoder().encode(PROMPTS, 0).tensors())
                .isNotEmpty()
                .allSatisfy(
                        (name, tensor) -> assertThat(tensor.size(0)).as(name).isEqualTo(PROMPTS.size()));
    }

    @Test
    protected void a_prompt_does_not_depend_on_the_others() {
        Conditioning together = encoder().encode(PROMPTS, 0).rows(0, 1);
        Conditioning alone = encoder().encode(PROMPTS.subList(0, 1), 0);
        alone.tensors().forEach((name, tensor) -> Tensors.assertNear(together.require(name), tensor, TOLERANCE));
    }

    @Test
    protected void one_instance_serves_many_threads() {
        InThreads.assertSame(() -> encoder().encode(PROMPTS, 0).tensors().values().stream()
                .flatMapToDouble(
                        t -> java.util.Arrays.stream(HostData.doubles(t)).limit(50))
                .sorted()
                .toArray());
    }

    @Test
    protected void a_call_leaves_no_native_objects_behind() {
        LiveObjects.assertNoneLeftBy(() -> encoder().encode(PROMPTS, 0));
    }
}
