package io.diffusion4j.textencoders.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.text.TextEncoderProvider;
import io.diffusion4j.core.weights.WeightShapes;
import io.diffusion4j.testkit.ExactAttention;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.junit.jupiter.api.Test;

class ClipTextEncoderTest {
    @Test
    void a_token_does_not_see_those_after_it() {
        try (Scope scope = Scope.open();
                LoadedEncoder loaded = new LoadedEncoder("clip_quickgelu")) {
            ClipTextModel model = loaded.model();
            var one = model.forward(HostData.tensor(new long[] {1012, 5, 6, 7}, 1, 4))
                    .lastHiddenState();
            var other = model.forward(HostData.tensor(new long[] {1012, 5, 6, 900}, 1, 4))
                    .lastHiddenState();

            assertThat(Distance.between(one.narrow(1, 0, 3), other.narrow(1, 0, 3)))
                    .isZero();
            assertThat(Distance.between(one, other)).isGreaterThan(0.01);
        }
    }

    @Test
    void pooling_at_an_id_that_is_absent_takes_the_first_token() {
        TokenIds ids = new TokenIds(new long[] {4, 9, 9, 1, 2, 3}, 2, 3);

        assertThat(ids.pooledPositions(Optional.of(9))).containsExactly(1, 3);
        assertThat(ids.pooledPositions(Optional.empty())).containsExactly(1, 5);
    }

    @Test
    void ids_and_skips_out_of_range_are_refused() {
        try (Scope scope = Scope.open();
                LoadedEncoder loaded = new LoadedEncoder("clip_quickgelu")) {
            TextEncoder encoder = loaded.encoder(Map.of());
            assertThatThrownBy(() -> encoder.encode(HostData.tensor(new long[] {1014}, 1, 1), 0))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("token id 1014");
            assertThatThrownBy(() -> encoder.encode(HostData.tensor(new long[78], 1, 78), 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("[1, 78]");
            assertThatThrownBy(() -> encoder.encode(List.of("a"), 4))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("0 to 3");
        }
    }

    @Test
    void the_published_encoders_have_their_tensors_and_parameters() {
        ClipTextSettings large = ClipTextSettings.defaults();
        ClipTextSettings bigG = new ClipTextSettings(
                49_408,
                1280,
                5120,
                32,
                20,
                77,
                large.activation(),
                1e-5,
                Optional.of(1280),
                Optional.empty(),
                ContextLayer.PENULTIMATE,
                large.normalization(),
                Optional.of("!"));

        assertThat(shapes(large, false)).hasSize(196).containsKey("text_model.final_layer_norm.bias");
        assertThat(parameters(shapes(large, false))).isEqualTo(123_060_480L);
        assertThat(shapes(bigG, false)).hasSize(517);
        assertThat(parameters(shapes(bigG, false))).isEqualTo(694_659_840L);
    }

    @Test
    void files_without_the_usual_prefix_are_read_too() {
        assertThat(shapes(ClipTextSettings.defaults(), true))
                .hasSize(197)
                .containsKeys("embeddings.position_ids", "final_layer_norm.bias", "encoder.layers.11.mlp.fc2.bias");
    }

    @Test
    void the_class_that_a_checkpoint_names_decides_on_the_projection() {
        var folder = Goldens.text("clip_gelu_projection");

        assertThat(LoadedEncoder.settings(folder, Map.of()).projectionWidth()).contains(20);
        assertThat(LoadedEncoder.settings(folder, Map.of("_class_name", "CLIPTextModel"))
                        .projectionWidth())
                .isEmpty();
        assertThatThrownBy(() -> LoadedEncoder.settings(folder, Map.of("context", "second")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("no context 'second'");
    }

    @Test
    void the_provider_is_found_by_type_and_by_class() {
        ServiceProviders providers = ServiceProviders.ofClassPath();

        assertThat(providers.find(TextEncoderProvider.class, "clip")).isPresent();
        assertThat(providers.findByReferenceClass(TextEncoderProvider.class, "CLIPTextModelWithProjection"))
                .isPresent();
    }

    private static Map<String, List<Long>> shapes(ClipTextSettings settings, boolean bare) {
        return WeightShapes.of(
                weights -> new ClipTextModel(settings, new Device("cpu"), weights, new ExactAttention()),
                name -> bare && name.startsWith("embeddings."));
    }

    private static long parameters(Map<String, List<Long>> shapes) {
        return shapes.values().stream()
                .mapToLong(shape -> shape.stream().reduce(1L, Math::multiplyExact))
                .sum();
    }
}
