package io.diffusion4j.pipelines.latent;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.sampling.PlanRequest;
import java.util.Optional;

/**
 * What the run of one checkpoint has of its own, beside its prompts. The defaults are those of models that know neither
 * tokens nor sizes, such as U-Nets. Immutable and safe for several threads.
 */
public interface LatentRecipe {
    /** Nothing of its own. */
    static LatentRecipe plain() {
        return new LatentRecipe() {};
    }

    /**
     * The backbone as the run uses it: it takes latents and the scheduler's timesteps, and gives one prediction for each
     * channel of the latents.
     */
    default Backbone adapt(Backbone backbone) {
        return backbone;
    }

    /** Height and width of the patch that becomes one token, in latent pixels; empty for backbones without tokens. */
    default Optional<Integer> patch() {
        return Optional.empty();
    }

    /** The size that the model makes where another one is asked for; images are fitted to what was asked. */
    default ImageSize made(ImageSize asked) {
        return asked;
    }

    /**
     * Adds what the model is told beside the prompt.
     *
     * @param prompt any number of rows
     * @param made the size of the image as the model makes it
     * @return the same number of rows; new tensors belong to the open scope
     */
    default Conditioning conditioned(Conditioning prompt, ImageSize made) {
        return prompt;
    }

    /** The guidance where none is asked for, as a pipeline file would have it: {@code {type: cfg, scale: 4.5}}. */
    default String guidance() {
        return "cfg";
    }

    /**
     * The run as the model was trained for, where neither timesteps nor noise levels are asked for. Asked only for runs with
     * the kind of scheduler that the checkpoint has.
     */
    default PlanRequest plan(PlanRequest request) {
        return request;
    }

    /** How many of the last steps change an image. @param strength more than 0 to 1 */
    default int stepsFromImage(int steps, double strength) {
        return (int) (steps * strength);
    }
}
