package io.diffusion4j.families.stablediffusion3;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.families.FakeEncoder;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TripleEncoderTest {
    private static final int WIDTH = 12;
    private static final int CLIP_TOKENS = 7;

    private final Scope scope = Scope.open();
    private final FakeEncoder first = new FakeEncoder(1, 3, CLIP_TOKENS);
    private final FakeEncoder second = new FakeEncoder(2, 5, CLIP_TOKENS);
    private final FakeEncoder third = new FakeEncoder(3, WIDTH, 77);
    private final GenerationRequest request =
            GenerationRequest.of("a fox").withNegativePrompt("blur").withClipSkip(1);

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void the_clips_lie_side_by_side_with_zeros_to_the_width_and_t5_comes_after_them() {
        Tensor context = encoder(true).positive(request).require(Conditioning.CONTEXT);
        assertThat(HostData.shape(context)).containsExactly(1, CLIP_TOKENS + 256, WIDTH);
        for (int token = 0; token < CLIP_TOKENS; token++) {
            assertThat(HostData.floats(context.select(1, token))).containsExactly(1, 1, 1, 2, 2, 2, 2, 2, 0, 0, 0, 0);
        }
        assertThat(HostData.floats(context.narrow(1, CLIP_TOKENS, 256))).containsOnly(3);
    }

    @Test
    void the_pooled_states_of_the_clips_lie_side_by_side() {
        assertThat(HostData.floats(encoder(true).positive(request).require(Conditioning.POOLED)))
                .containsExactly(-1, -1, -1, -2, -2, -2, -2, -2);
    }

    @Test
    void zeros_stand_for_t5_where_the_checkpoint_has_none() {
        Tensor context = encoder(false).positive(request).require(Conditioning.CONTEXT);
        assertThat(HostData.shape(context)).containsExactly(1, 2 * CLIP_TOKENS, WIDTH);
        assertThat(HostData.floats(context.narrow(1, CLIP_TOKENS, CLIP_TOKENS))).containsOnly(0);
    }

    @Test
    void layers_are_left_out_of_the_clips_and_for_the_positive_prompt_only() {
        encoder(true).positive(request);
        assertThat(first.asked()).containsExactly("a fox in 7", "without 1");
        assertThat(third.asked()).containsExactly("a fox in 256", "without 0");
        second.asked().clear();
        encoder(true).negative(request);
        assertThat(second.asked()).containsExactly("blur in 7", "without 0");
    }

    private TripleEncoder encoder(boolean withT5) {
        return new TripleEncoder(List.of(first, second), withT5 ? Optional.of(third) : Optional.empty(), WIDTH);
    }
}
