package io.diffusion4j.backbones.dit;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.AlteredTensor;
import io.diffusion4j.testkit.golden.GoldenModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comparison with the reference notices small mistakes anywhere in the network. */
class SensitivityTest {
    private static final Map<String, String> INPUTS = Map.of(
            "class_labels", Conditioning.CLASS_LABELS,
            "encoder_hidden_states", Conditioning.CONTEXT,
            "encoder_attention_mask", Conditioning.CONTEXT_MASK,
            "added_cond_kwargs.resolution", "resolution",
            "added_cond_kwargs.aspect_ratio", "aspect-ratio");

    @ParameterizedTest
    @CsvSource({"dit/p2, 2.6e-4", "pixart/alpha, 3.0e-4"})
    void what_is_unchanged_agrees(String path, double tolerance) {
        assertThat(distance(path, "none", x -> x)).isLessThan(tolerance);
    }

    @ParameterizedTest
    @CsvSource({
        "dit/p2, 2.6e-4, pos_embed.proj.weight",
        "dit/p2, 2.6e-4, transformer_blocks.0.norm1.emb.timestep_embedder.linear_1.weight",
        "dit/p2, 2.6e-4, transformer_blocks.1.norm1.emb.class_embedder.embedding_table.weight",
        "dit/p2, 2.6e-4, transformer_blocks.0.norm1.linear.weight",
        "dit/p2, 2.6e-4, transformer_blocks.1.attn1.to_k.weight",
        "dit/p2, 2.6e-4, transformer_blocks.1.ff.net.2.weight",
        "dit/p2, 2.6e-4, proj_out_1.weight",
        "dit/p2, 2.6e-4, proj_out_2.weight",
        "pixart/alpha, 3.0e-4, adaln_single.emb.resolution_embedder.linear_2.weight",
        "pixart/alpha, 3.0e-4, adaln_single.emb.aspect_ratio_embedder.linear_1.weight",
        "pixart/alpha, 3.0e-4, adaln_single.linear.weight",
        "pixart/alpha, 3.0e-4, caption_projection.linear_1.weight",
        "pixart/alpha, 3.0e-4, transformer_blocks.0.scale_shift_table",
        "pixart/alpha, 3.0e-4, transformer_blocks.1.attn2.to_v.weight",
        "pixart/alpha, 3.0e-4, scale_shift_table",
    })
    void a_weight_that_is_off_by_one_percent_is_noticed(String path, double tolerance, String name) {
        assertThat(distance(path, name, weight -> weight.mul(new Scalar(1.01)))).isGreaterThan(tolerance);
    }

    private static double distance(String path, String name, UnaryOperator<Tensor> change) {
        Path folder = Goldens.at(path);
        try (Scope scope = Scope.open();
                TensorSource weights = new AlteredTensor(Goldens.weights(folder), name, change);
                TensorSource calls = Goldens.calls(folder);
                GoldenModel<Backbone> model = Goldens.load(folder, weights)) {
            Conditioning conditioning = Conditioning.none();
            for (Map.Entry<String, String> input : INPUTS.entrySet()) {
                String stored = "c0.in." + input.getKey();
                if (calls.names().contains(stored)) {
                    conditioning = conditioning.with(input.getValue(), calls.open(stored));
                }
            }
            Tensor got =
                    model.part().forward(calls.open("c0.in.hidden_states"), calls.open("c0.in.timestep"), conditioning);
            return Goldens.furthest(got, calls.open("c0.out.sample"));
        }
    }
}
