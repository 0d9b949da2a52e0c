package io.diffusion4j.core.pipeline;

import io.diffusion4j.core.diagnostics.StepStatistics;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import java.util.Optional;

/** Is told how a run goes, on the thread of the run. */
public interface GenerationObserver {
    /** Asked before every step; true ends the run with a {@code CancelledException}. */
    default boolean isCancelled() {
        return false;
    }

    /**
     * Where a batch goes on that was begun before, with the same request; empty to begin from noise. Asked once for each
     * batch.
     *
     * @return tensors belong to the open scope
     */
    default Optional<SamplerState> continued(int firstImage) {
        return Optional.empty();
    }

    /**
     * After each step.
     *
     * @param firstImage number of the batch's first image within the request
     * @param state the latents after the step; valid only during the call
     */
    default void onStep(int firstImage, Step step, SamplerState state) {}

    /** Whether {@link #onDiagnostics} is wanted, which costs a copy of the latents to the host in every step. */
    default boolean wantsDiagnostics() {
        return false;
    }

    /**
     * After each step, before {@link #onStep}, and also for a step that fails, if {@link #wantsDiagnostics}.
     *
     * @param firstImage number of the batch's first image within the request
     */
    default void onDiagnostics(int firstImage, StepStatistics statistics) {}

    /** Something is doubtful, in one sentence; the run goes on. The manifests of the images hold it too. */
    default void onWarning(String warning) {}

    /** An image is finished; it is kept even if the run fails later. */
    default void onImage(GeneratedImage image) {}

    static GenerationObserver none() {
        return new GenerationObserver() {};
    }
}
