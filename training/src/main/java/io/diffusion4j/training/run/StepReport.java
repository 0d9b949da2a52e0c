package io.diffusion4j.training.run;

import java.util.Map;

/**
 * What a step was like.
 *
 * @param step counted from 0
 * @param loss the mean of the step's batches
 * @param figures what the task says beside it
 * @param gradientNorm before it was clipped
 * @param learningRate that was used
 * @param skipped whether the weights stayed as they were, because loss or gradients were not finite
 * @param images pictures in the step
 * @param seconds it took
 */
public record StepReport(
        long step,
        double loss,
        Map<String, Double> figures,
        double gradientNorm,
        double learningRate,
        boolean skipped,
        int images,
        double seconds) {
    public StepReport {
        figures = Map.copyOf(figures);
    }
}
