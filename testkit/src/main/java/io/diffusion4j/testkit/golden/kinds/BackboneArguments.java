package io.diffusion4j.testkit.golden.kinds;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.testkit.golden.Unsupported;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/**
 * The arguments of a backbone call, from those of the reference. An argument without a name of its own in
 * {@link Conditioning} keeps the reference's, with hyphens: {@code added_cond_kwargs.aspect_ratio} is
 * {@code aspect-ratio}.
 *
 * @param timestep [batch]
 */
record BackboneArguments(Tensor sample, Tensor timestep, Conditioning conditioning) {
    private static final Map<String, String> CONDITIONING = Map.of(
            "encoder_hidden_states", Conditioning.CONTEXT,
            "encoder_attention_mask", Conditioning.CONTEXT_MASK,
            "encoder_hidden_states_mask", Conditioning.CONTEXT_MASK,
            "added_cond_kwargs.text_embeds", Conditioning.POOLED,
            "pooled_projections", Conditioning.POOLED,
            "class_labels", Conditioning.CLASS_LABELS,
            "mid_block_additional_residual", "mid-residual");
    private static final String DOWN_RESIDUALS = "down_block_additional_residuals.";
    private static final String NESTED = "added_cond_kwargs.";
    /** What the reference takes once for all rows; conditioning has rows. */
    private static final Set<String> ONCE =
            Set.of("img_ids", "txt_ids", "image_rotary_emb.0", "image_rotary_emb.1", "skip_layers");

    /** @throws Unsupported if these are not the arguments of a backbone */
    static BackboneArguments of(Map<String, Tensor> arguments) {
        Map<String, Tensor> rest = new HashMap<>(arguments);
        Tensor sample = Optional.ofNullable(rest.remove("sample")).orElseGet(() -> rest.remove("hidden_states"));
        Tensor timestep = rest.remove("timestep");
        if (sample == null || timestep == null) {
            throw new Unsupported("a call with " + arguments.keySet() + " is none of a backbone");
        }
        Map<String, Tensor> conditioning = new HashMap<>();
        rest.forEach((argument, tensor) -> conditioning.put(
                conditioningName(argument), ONCE.contains(argument) ? rows(tensor, sample.size(0)) : tensor));
        return new BackboneArguments(sample, perItem(timestep, sample.size(0)), new Conditioning(conditioning));
    }

    private static String conditioningName(String argument) {
        if (argument.startsWith(DOWN_RESIDUALS)) {
            return "down-residual." + argument.substring(DOWN_RESIDUALS.length());
        }
        String plain = argument.startsWith(NESTED) ? argument.substring(NESTED.length()) : argument;
        return CONDITIONING.getOrDefault(argument, plain.replace('_', '-'));
    }

    private static Tensor rows(Tensor once, long batch) {
        long[] shape = HostData.shape(once);
        long[] repeated = new long[shape.length + 1];
        System.arraycopy(shape, 0, repeated, 1, shape.length);
        repeated[0] = batch;
        return once.unsqueeze(0).expand(repeated);
    }

    private static Tensor perItem(Tensor timestep, long batch) {
        return timestep.numel() == 1 ? timestep.reshape(1).expand(batch) : timestep;
    }
}
