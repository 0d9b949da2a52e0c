package io.diffusion4j.testkit.golden.kinds;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.Unsupported;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * The arguments of a backbone call, from those of the reference.
 *
 * @param timestep [batch]
 */
record BackboneArguments(Tensor sample, Tensor timestep, Conditioning conditioning) {
    private static final Map<String, String> CONDITIONING = Map.of(
            "encoder_hidden_states", Conditioning.CONTEXT,
            "encoder_attention_mask", Conditioning.CONTEXT_MASK,
            "added_cond_kwargs.text_embeds", Conditioning.POOLED,
            "pooled_projections", Conditioning.POOLED,
            "added_cond_kwargs.time_ids", "time-ids",
            "class_labels", Conditioning.CLASS_LABELS,
            "mid_block_additional_residual", "mid-residual");
    private static final String DOWN_RESIDUALS = "down_block_additional_residuals.";

    /** @throws Unsupported if an argument has no counterpart in {@link Conditioning} */
    static BackboneArguments of(Map<String, String> tensorNames, TensorSource tensors) {
        Map<String, Tensor> rest = new HashMap<>();
        tensorNames.forEach((argument, tensor) -> rest.put(argument, tensors.open(tensor)));
        Tensor sample = Optional.ofNullable(rest.remove("sample")).orElseGet(() -> rest.remove("hidden_states"));
        Tensor timestep = rest.remove("timestep");
        if (sample == null || timestep == null) {
            throw new Unsupported("a call with " + tensorNames.keySet() + " is none of a backbone");
        }
        Map<String, Tensor> conditioning = new HashMap<>();
        rest.forEach((argument, tensor) -> conditioning.put(conditioningName(argument), tensor));
        return new BackboneArguments(sample, perItem(timestep, sample.size(0)), new Conditioning(conditioning));
    }

    private static String conditioningName(String argument) {
        if (argument.startsWith(DOWN_RESIDUALS)) {
            return "down-residual." + argument.substring(DOWN_RESIDUALS.length());
        }
        return Optional.ofNullable(CONDITIONING.get(argument))
                .orElseThrow(() -> new Unsupported("the argument " + argument + " has no counterpart"));
    }

    private static Tensor perItem(Tensor timestep, long batch) {
        return timestep.numel() == 1 ? timestep.reshape(1).expand(batch) : timestep;
    }
}
