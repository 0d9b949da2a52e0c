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
            "pooled_projections", Conditioning.POOLED,
            "guidance", Conditioning.GUIDANCE,
            "img_ids", "img-ids",
            "txt_ids", "txt-ids",
            "added_cond_kwargs.resolution", "resolution",
            "added_cond_kwargs.aspect_ratio", "aspect-ratio");

    @ParameterizedTest
    @CsvSource({
        "dit/p2, c0, 2.6e-4",
        "pixart/alpha, c0, 3.0e-4",
        "mmdit/sd35-medium, c4, 6.4e-5",
        "flux/dev, c4, 6.2e-5",
    })
    void what_is_unchanged_agrees(String path, String call, double tolerance) {
        assertThat(distance(path, call, "none", x -> x)).isLessThan(tolerance);
    }

    @ParameterizedTest
    @CsvSource({
        "dit/p2, c0, 2.6e-4, pos_embed.proj.weight",
        "dit/p2, c0, 2.6e-4, transformer_blocks.0.norm1.emb.timestep_embedder.linear_1.weight",
        "dit/p2, c0, 2.6e-4, transformer_blocks.1.norm1.emb.class_embedder.embedding_table.weight",
        "dit/p2, c0, 2.6e-4, transformer_blocks.0.norm1.linear.weight",
        "dit/p2, c0, 2.6e-4, transformer_blocks.1.attn1.to_k.weight",
        "dit/p2, c0, 2.6e-4, transformer_blocks.1.ff.net.2.weight",
        "dit/p2, c0, 2.6e-4, proj_out_1.weight",
        "dit/p2, c0, 2.6e-4, proj_out_2.weight",
        "pixart/alpha, c0, 3.0e-4, adaln_single.emb.resolution_embedder.linear_2.weight",
        "pixart/alpha, c0, 3.0e-4, adaln_single.emb.aspect_ratio_embedder.linear_1.weight",
        "pixart/alpha, c0, 3.0e-4, adaln_single.linear.weight",
        "pixart/alpha, c0, 3.0e-4, caption_projection.linear_1.weight",
        "pixart/alpha, c0, 3.0e-4, transformer_blocks.0.scale_shift_table",
        "pixart/alpha, c0, 3.0e-4, transformer_blocks.1.attn2.to_v.weight",
        "pixart/alpha, c0, 3.0e-4, scale_shift_table",
        "mmdit/sd35-medium, c4, 6.4e-5, pos_embed.pos_embed",
        "mmdit/sd35-medium, c4, 6.4e-5, context_embedder.weight",
        "mmdit/sd35-medium, c4, 6.4e-5, time_text_embed.text_embedder.linear_2.weight",
        "mmdit/sd35-medium, c4, 6.4e-5, transformer_blocks.0.norm1.linear.weight",
        "mmdit/sd35-medium, c4, 6.4e-5, transformer_blocks.1.attn.norm_added_q.weight",
        "mmdit/sd35-medium, c4, 6.4e-5, transformer_blocks.1.attn2.norm_k.weight",
        "mmdit/sd35-medium, c4, 6.4e-5, transformer_blocks.2.ff_context.net.2.weight",
        "mmdit/sd35-medium, c4, 6.4e-5, transformer_blocks.3.norm1_context.linear.weight",
        "mmdit/sd35-medium, c4, 6.4e-5, norm_out.linear.weight",
        "dit/extra-chroma, c0, 5.1e-3, distilled_guidance_layer.in_proj.weight",
        "dit/extra-chroma, c0, 5.1e-3, distilled_guidance_layer.layers.1.linear_2.weight",
        "dit/extra-chroma, c0, 5.1e-3, distilled_guidance_layer.norms.0.weight",
        "flux/dev, c4, 6.2e-5, x_embedder.weight",
        "flux/dev, c4, 6.2e-5, time_text_embed.guidance_embedder.linear_2.weight",
        "flux/dev, c4, 6.2e-5, transformer_blocks.0.norm1_context.linear.weight",
        "flux/dev, c4, 6.2e-5, transformer_blocks.1.attn.norm_added_k.weight",
        "flux/dev, c4, 6.2e-5, transformer_blocks.1.attn.to_add_out.weight",
        "flux/dev, c4, 6.2e-5, single_transformer_blocks.0.norm.linear.weight",
        "flux/dev, c4, 6.2e-5, single_transformer_blocks.1.attn.norm_q.weight",
        "flux/dev, c4, 6.2e-5, single_transformer_blocks.1.proj_mlp.weight",
        "flux/dev, c4, 6.2e-5, proj_out.weight",
    })
    void a_weight_that_is_off_by_one_percent_is_noticed(String path, String call, double tolerance, String name) {
        assertThat(distance(path, call, name, weight -> weight.mul(new Scalar(1.01))))
                .isGreaterThan(tolerance);
    }

    private static double distance(String path, String call, String name, UnaryOperator<Tensor> change) {
        Path folder = Goldens.at(path);
        try (Scope scope = Scope.open();
                TensorSource weights = new AlteredTensor(Goldens.weights(folder), name, change);
                TensorSource calls = Goldens.calls(folder);
                GoldenModel<Backbone> model = Goldens.load(folder, weights)) {
            Conditioning conditioning = Conditioning.none();
            for (Map.Entry<String, String> input : INPUTS.entrySet()) {
                String stored = call + ".in." + input.getKey();
                if (calls.names().contains(stored)) {
                    conditioning = conditioning.with(input.getValue(), inRows(input.getKey(), calls.open(stored)));
                }
            }
            Tensor got = model.part()
                    .forward(calls.open(call + ".in.hidden_states"), calls.open(call + ".in.timestep"), conditioning);
            return Goldens.furthest(got, calls.open(call + ".out.sample"));
        }
    }

    /** The reference takes places of tokens once for all rows. */
    private static Tensor inRows(String input, Tensor stored) {
        return input.endsWith("_ids") ? stored.unsqueeze(0) : stored;
    }
}
