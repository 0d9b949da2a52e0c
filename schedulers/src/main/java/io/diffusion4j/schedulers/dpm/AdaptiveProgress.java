package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.tensor.HostData;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * How far a run of {@code dpm-adaptive} is: the numbers at the head of its state's history, where each is a tensor
 * without dimensions, float64 and on the CPU.
 *
 * @param lambda −log σ of the accepted sample; infinite once the run has reached the clean sample
 * @param target −log σ that the step under way leads to
 * @param h length of the step that the controller proposes, in λ
 * @param last inverse of the error of the last accepted step, relative to the tolerated; 0 before the first step
 * @param beforeLast that of the one before
 * @param accepted number of steps that were accepted
 * @param rejected number of steps that were tried in vain
 * @param overBudget whether the budget is so far used up that the rest is done in even steps of any error; once true, it
 *     stays, and {@link io.diffusion4j.core.sampling.Step#count} is the exact number of evaluations
 */
public record AdaptiveProgress(
        double lambda,
        double target,
        double h,
        double last,
        double beforeLast,
        int accepted,
        int rejected,
        boolean overBudget) {
    /** @param state of a run of {@code dpm-adaptive}, after one evaluation or more */
    public static AdaptiveProgress of(SamplerState state) {
        return of(state.history());
    }

    static AdaptiveProgress of(List<Tensor> history) {
        double[] x = HostData.doubles(history.get(0));
        return new AdaptiveProgress(x[0], x[1], x[2], x[3], x[4], (int) x[5], (int) x[6], x[7] != 0);
    }

    /** @return [8], float64, on the CPU: what the history begins with; belongs to the open scope */
    Tensor tensor() {
        return HostData.tensor(
                new double[] {lambda, target, h, last, beforeLast, accepted, rejected, overBudget ? 1 : 0}, 8);
    }
}
