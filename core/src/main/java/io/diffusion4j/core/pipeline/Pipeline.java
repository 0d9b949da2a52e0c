package io.diffusion4j.core.pipeline;

/** A loaded model that makes images. Safe for several threads at once; each call is a run of its own. */
public interface Pipeline extends AutoCloseable {
    /**
     * Makes the images that the request asks for.
     *
     * @param observer is told of every step, on the calling thread, and may cancel
     * @throws io.diffusion4j.core.error.ConfigurationException if the request does not fit this model
     * @throws io.diffusion4j.core.error.CancelledException if the observer cancelled; images finished before are given
     *     to the observer first
     */
    GenerationResult generate(GenerationRequest request, GenerationObserver observer);

    default GenerationResult generate(GenerationRequest request) {
        return generate(request, GenerationObserver.none());
    }

    /** Frees the weights. Runs in progress must have ended. */
    @Override
    void close();
}
