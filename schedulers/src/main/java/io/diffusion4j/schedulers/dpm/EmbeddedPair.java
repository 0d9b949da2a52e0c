package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.schedulers.prediction.Scalars;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Two solutions of neighbouring order from the same model evaluations; their difference is the error of the lower one.
 * Lu et al. 2022, "DPM-Solver", appendix C, for samples {@code clean + σ · noise} and λ = −log σ.
 */
enum EmbeddedPair {
    /** Euler's step, and the one through the middle. */
    DPM_12(0, 1 / 2.0) {
        @Override
        Tensor stage(Span span, Tensor sample, List<Tensor> noises) {
            return first(span.until(nodes[1]), sample, noises);
        }

        @Override
        Tensor low(Span span, Tensor sample, List<Tensor> noises) {
            return first(span.until(1), sample, noises);
        }

        @Override
        Tensor high(Span span, Tensor sample, List<Tensor> noises) {
            return second(span.until(1), sample, noises.get(0), noises.get(1), nodes[1], false);
        }
    },
    /** The step through a third, and the one through two thirds. */
    DPM_23(0, 1 / 3.0, 2 / 3.0) {
        @Override
        Tensor stage(Span span, Tensor sample, List<Tensor> noises) {
            return noises.size() == 1
                    ? first(span.until(nodes[1]), sample, noises)
                    : second(span.until(nodes[2]), sample, noises.get(0), noises.get(1), nodes[1] / nodes[2], true);
        }

        @Override
        Tensor low(Span span, Tensor sample, List<Tensor> noises) {
            return second(span.until(1), sample, noises.get(0), noises.get(1), nodes[1], false);
        }

        @Override
        Tensor high(Span span, Tensor sample, List<Tensor> noises) {
            return second(span.until(1), sample, noises.get(0), noises.get(2), nodes[2], true);
        }
    };

    /** Where in λ the evaluations are, as shares of the step. */
    final double[] nodes;

    EmbeddedPair(double... nodes) {
        this.nodes = nodes;
    }

    /** The way in λ that a step integrates. */
    record Span(double from, double to) {
        double at(double share) {
            return from + share * (to - from);
        }

        Interval until(double share) {
            return new Interval(1, Math.exp(-from), 1, Math.exp(-at(share)));
        }
    }

    /** @param order of the higher solution */
    static EmbeddedPair of(int order) {
        return order == 2 ? DPM_12 : DPM_23;
    }

    /** The sample of the next evaluation. @param noises the predictions so far, at least one */
    abstract Tensor stage(Span span, Tensor sample, List<Tensor> noises);

    abstract Tensor low(Span span, Tensor sample, List<Tensor> noises);

    abstract Tensor high(Span span, Tensor sample, List<Tensor> noises);

    private static Tensor first(Interval step, Tensor sample, List<Tensor> noises) {
        Expansion weights = DpmAlgorithm.DPM_SOLVER.expand(step, true);
        return sample.add(noises.get(0), Scalars.of(weights.value()));
    }

    /** @param node where in the step the later prediction was made */
    private static Tensor second(
            Interval step, Tensor sample, Tensor noise, Tensor later, double node, boolean exactSlope) {
        Expansion weights = DpmAlgorithm.DPM_SOLVER.expand(step, exactSlope);
        return sample.add(noise, Scalars.of(weights.value())).add(later.sub(noise), Scalars.of(weights.slope() / node));
    }
}
