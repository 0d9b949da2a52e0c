package io.diffusion4j.schedulers.pndm;

import io.diffusion4j.schedulers.noise.FinalAlpha;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.PredictionType;
import org.bytedeco.pytorch.Tensor;

/** Moves a sample between timesteps along a constant noise estimate; the paper's equation 9. */
record PseudoTransfer(NoiseSchedule schedule, FinalAlpha finalAlpha, PredictionType prediction) {
    /**
     * @param from training timestep of the sample
     * @param to training timestep, or below 0 for the end of the run
     * @param output what the model predicts, combined over stages or steps
     */
    Tensor move(Tensor sample, Tensor output, int from, int to) {
        double now = schedule.alphaBar(from);
        double next = to >= 0 ? schedule.alphaBar(to) : finalAlpha.alphaBar(schedule);
        Tensor noise = prediction.noise(Math.sqrt(now), Math.sqrt(1 - now)).of(sample, output);
        double divisor = now * Math.sqrt(1 - next) + Math.sqrt(now * (1 - now) * next);
        return new LinearCombination(Math.sqrt(next / now), (now - next) / divisor).of(sample, noise);
    }
}
