package io.diffusion4j.families.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.families.FakeEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PooledAndTokensTest {
    private final FakeEncoder clip = new FakeEncoder(1, 3, 7);
    private final FakeEncoder t5 = new FakeEncoder(2, 4, 77);

    @ParameterizedTest
    @CsvSource({"true, 512", "false, 256"})
    void the_tokens_are_of_the_one_encoder_and_the_pooled_state_of_the_other(boolean guided, int tokens) {
        try (Scope scope = Scope.open()) {
            Conditioning prompt = new PooledAndTokens(clip, t5, guided).positive(GenerationRequest.of("a fox"));
            assertThat(HostData.shape(prompt.require(Conditioning.CONTEXT))).containsExactly(1, tokens, 4);
            assertThat(HostData.floats(prompt.require(Conditioning.CONTEXT))).containsOnly(2);
            assertThat(HostData.floats(prompt.require(Conditioning.POOLED))).containsExactly(-1, -1, -1);
        }
    }

    @Test
    void the_negative_prompt_is_read_alike() {
        try (Scope scope = Scope.open()) {
            new PooledAndTokens(clip, t5, true)
                    .negative(GenerationRequest.of("a fox").withNegativePrompt("blur"));
            assertThat(t5.asked()).containsExactly("blur in 512", "without 0");
            assertThat(clip.asked()).containsExactly("blur in 7", "without 0");
        }
    }

    @Test
    void leaving_out_layers_is_refused() {
        assertThatThrownBy(() -> new PooledAndTokens(clip, t5, true)
                        .positive(GenerationRequest.of("a fox").withClipSkip(2)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("request.clip-skip: this model always uses all layers of its text encoders; leave it out,"
                        + " got 2");
    }
}
