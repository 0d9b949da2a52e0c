package io.diffusion4j.textencoders.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.text.TextEncoderProvider;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class T5TextEncoderTest {
    private static final String PROMPT = "a paper lantern waiting near an abandoned railway station";

    private Scope scope;
    private LoadedT5 loaded;
    private TextEncoder encoder;

    @BeforeEach
    void load() {
        scope = Scope.open();
        loaded = new LoadedT5();
        encoder = loaded.encoder();
    }

    @AfterEach
    void free() {
        loaded.close();
        scope.close();
    }

    @Test
    void rows_have_the_length_that_is_asked_for_and_their_end_mark() {
        assertThat(HostData.longs(encoder.tokenize(List.of("a cat"), 5))).containsExactly(4, 339, 1, 0, 0);
        assertThat(HostData.longs(encoder.tokenize(List.of("a cat"), 2))).containsExactly(4, 1);
        assertThat(HostData.longs(encoder.tokenize(List.of("a cat"), 1))).containsExactly(1);
        assertThat(encoder.tokenize(List.of("a cat", "")).size(1)).isEqualTo(77);
    }

    @Test
    void the_mask_counts_the_tokens_and_the_end_mark_but_no_padding() {
        Tensor mask = encoder.mask(encoder.tokenize(List.of("a cat", ""), 5));

        assertThat(HostData.longs(mask)).containsExactly(1, 1, 1, 0, 0, 1, 0, 0, 0, 0);
    }

    @Test
    void with_a_mask_padding_changes_nothing() {
        Tensor alone = encode(encoder.tokenize(List.of(PROMPT), 32), true);
        Tensor padded = encode(encoder.tokenize(List.of(PROMPT), 64), true);
        long count = encoder.mask(encoder.tokenize(List.of(PROMPT), 32)).sum().item_long();

        assertThat(distance(alone.narrow(1, 0, count), padded.narrow(1, 0, count)))
                .isLessThan(1e-5);
    }

    @Test
    void with_a_mask_what_stands_behind_it_changes_nothing() {
        Tensor ids = HostData.tensor(new long[] {4, 339, 1, 0, 0, 4, 339, 1, 900, 17}, 2, 5);
        Tensor mask = HostData.tensor(new long[] {1, 1, 1, 0, 0, 1, 1, 1, 0, 0}, 2, 5);
        Tensor context =
                encoder.encode(ids, mask, 0).require(Conditioning.CONTEXT).narrow(1, 0, 3);
        Tensor seen = encoder.encode(ids, 0).require(Conditioning.CONTEXT).narrow(1, 0, 3);

        assertThat(distance(context.narrow(0, 0, 1), context.narrow(0, 1, 1))).isZero();
        assertThat(distance(seen.narrow(0, 0, 1), seen.narrow(0, 1, 1))).isGreaterThan(0.01);
    }

    @Test
    void without_a_mask_padding_is_seen_and_a_mask_of_ones_is_none() {
        Tensor ids = encoder.tokenize(List.of(PROMPT), 64);
        Tensor ones = HostData.tensor(
                java.util.stream.LongStream.generate(() -> 1).limit(64).toArray(), 1, 64);

        assertThat(distance(encode(ids, false), encode(ids, true))).isGreaterThan(0.01);
        assertThat(distance(encode(ids, false), encoder.encode(ids, ones, 0).require(Conditioning.CONTEXT)))
                .isZero();
    }

    @Test
    void the_mask_comes_back_only_where_one_was_given() {
        Tensor ids = encoder.tokenize(List.of(PROMPT, "a cat"), 24);
        Conditioning masked = encoder.encode(ids, encoder.mask(ids), 0);

        assertThat(HostData.longs(masked.require(Conditioning.CONTEXT_MASK)))
                .containsExactly(HostData.longs(encoder.mask(ids)));
        assertThat(encoder.encode(ids, 0).tensors()).containsOnlyKeys(Conditioning.CONTEXT);
    }

    @Test
    void a_masked_batch_is_its_prompts_alone() {
        Tensor ids = encoder.tokenize(List.of(PROMPT, "", "a cat"), 24);
        Tensor together = encode(ids, true);
        for (int i = 0; i < 3; i++) {
            assertThat(distance(encode(ids.narrow(0, i, 1), true), together.narrow(0, i, 1)))
                    .isLessThan(1e-5);
        }
    }

    @Test
    void a_prompt_with_nothing_to_see_has_numbers_all_the_same() {
        Tensor ids = encoder.tokenize(List.of("a cat"), 4);
        Tensor nothing = HostData.tensor(new long[4], 1, 4);

        assertThat(HostData.floats(encoder.encode(ids, nothing, 0).require(Conditioning.CONTEXT)))
                .doesNotContain(Float.NaN);
    }

    @Test
    void every_attention_kernel_gives_the_same() {
        Tensor ids = encoder.tokenize(List.of(PROMPT, "a cat"), 40);
        Tensor expected = encode(ids, true);
        List<AttentionProvider> kernels = LoadedT5.PROVIDERS.all(AttentionProvider.class);
        assertThat(kernels).hasSizeGreaterThan(3);
        for (AttentionProvider<?> provider : kernels) {
            AttentionKernel kernel = Part.ofDefaults(provider)
                    .create(AttentionKernel.class, PartContext.bare(new Device("cpu"), DType.FLOAT32));
            Tensor got =
                    loaded.encoder(kernel).encode(ids, encoder.mask(ids), 0).require(Conditioning.CONTEXT);
            assertThat(distance(got, expected)).as(provider.type()).isLessThan(2e-5);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void half_types_come_near_float32(DType dtype) {
        try (LoadedT5 half = new LoadedT5(dtype)) {
            Tensor ids = encoder.tokenize(List.of(PROMPT, "a cat"), 40);
            TextEncoder halved = half.encoder();
            Tensor got = halved.encode(ids, halved.mask(ids), 0).require(Conditioning.CONTEXT);

            assertThat(got.scalar_type().intern()).isEqualTo(dtype.scalarType());
            assertThat(distance(got, encode(ids, true))).isLessThan(dtype == DType.FLOAT16 ? 0.05 : 0.4);
        }
    }

    @Test
    void what_it_cannot_do_is_refused() {
        Tensor ids = encoder.tokenize(List.of("a cat"), 4);

        assertThatThrownBy(() -> encoder.encode(ids, 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("all its layers, got 1");
        assertThatThrownBy(() -> encoder.tokenize(List.of("a cat"), 0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("at least 1 token");
        assertThatThrownBy(() -> encoder.encode(ids, HostData.tensor(new long[3], 1, 3), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1, 4], got [1, 3]");
        assertThatThrownBy(() -> encoder.encode(HostData.tensor(new long[] {1128}, 1, 1), 0))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("token id 1128");
    }

    @Test
    void the_provider_is_found_by_type_and_by_class() {
        assertThat(LoadedT5.PROVIDERS.find(TextEncoderProvider.class, "t5")).isPresent();
        assertThat(LoadedT5.PROVIDERS.findByReferenceClass(TextEncoderProvider.class, "T5EncoderModel"))
                .isPresent();
    }

    private Tensor encode(Tensor ids, boolean masked) {
        return (masked ? encoder.encode(ids, encoder.mask(ids), 0) : encoder.encode(ids, 0))
                .require(Conditioning.CONTEXT);
    }

    private static double distance(Tensor a, Tensor b) {
        return a.sub(b).abs().max().item_double();
    }
}
