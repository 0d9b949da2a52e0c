package io.diffusion4j.pipelines.latent;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GenerationRequest;
import java.util.List;

/** Turns what a request asks for in words into conditioning. Immutable and safe for several threads. */
public interface PromptEncoder {
    /**
     * Conditioning towards the prompt.
     *
     * @return one row; its tensors belong to the open scope
     * @throws ConfigurationException if this model has no use for a setting of the request
     */
    Conditioning positive(GenerationRequest request);

    /** Conditioning towards what the image should not show: the same names, one row. Asked only of guided runs. */
    Conditioning negative(GenerationRequest request);

    /**
     * Conditioning towards many prompts, with everything else of a request left to defaults.
     *
     * @return one row for each; its tensors belong to the open scope
     */
    default Conditioning rows(List<String> prompts) {
        return prompts.stream()
                .map(prompt -> positive(GenerationRequest.of(prompt)))
                .reduce(Conditioning::concat)
                .orElseThrow(() -> new IllegalArgumentException("there are no prompts to encode"));
    }

    /** What messages call it. */
    default String name() {
        return "the text encoders";
    }

    /** @throws ConfigurationException if the request leaves out layers, for models that always use all of them */
    static void requireAllLayers(GenerationRequest request) {
        if (request.clipSkip() != 0) {
            throw new ConfigurationException(
                    "request.clip-skip: this model always uses all layers of its text encoders; leave it out, got "
                            + request.clipSkip());
        }
    }
}
