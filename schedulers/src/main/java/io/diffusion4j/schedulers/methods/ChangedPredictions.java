package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.schedulers.prediction.Scalars;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A trajectory that hears something else of the clean sample than the model says. Where a prediction does not tell the clean
 * sample, as at pure noise, it is taken as it is.
 */
final class ChangedPredictions extends DecoratedTrajectory {
    /** What to hear instead. */
    interface Change {
        /**
         * @param original the clean sample that the model's prediction says
         * @return another one, of the same shape; belongs to the open scope
         */
        Tensor apply(Tensor original, Tensor sample, Parametrization at);
    }

    private final Change change;

    private ChangedPredictions(Trajectory inner, Change change) {
        super(inner);
        this.change = change;
    }

    /**
     * @param method the method's name in YAML
     * @param scheduler the scheduler's
     * @throws ConfigurationException if the trajectory does not tell how its predictions read
     */
    static Trajectory of(Trajectory inner, Change change, String method, String scheduler) {
        if (!tells(inner)) {
            throw new ConfigurationException(
                    ("sampling method %s changes the clean sample that the model predicts, but "
                                    + "scheduler %s does not tell it; leave out one of the two")
                            .formatted(method, scheduler));
        }
        return new ChangedPredictions(inner, change);
    }

    private static boolean tells(Trajectory inner) {
        try (Scope scope = Scope.open()) {
            Tensor any = torch.zeros(1, 1, 1, 1);
            return inner.steps().stream()
                    .anyMatch(step -> inner.parametrization(inner.start(any, step.index()))
                            .isPresent());
        }
    }

    @Override
    Trajectory around(Trajectory other) {
        return new ChangedPredictions(other, change);
    }

    @Override
    public SamplerState advance(SamplerState state, Tensor prediction, NoiseSource noise) {
        try (Scope scope = Scope.open()) {
            Tensor heard = parametrization(state)
                    .map(at -> changed(state.sample(), prediction, at))
                    .orElse(prediction);
            return super.advance(state, heard, noise).keptBy(scope);
        }
    }

    private Tensor changed(Tensor sample, Tensor prediction, Parametrization at) {
        long channels = sample.size(1);
        Tensor mean = prediction.narrow(1, 0, channels);
        Tensor original = at.original(sample, mean);
        // only the difference goes back, so that what is not changed stays as it is to the last bit
        Tensor difference = change.apply(original, sample, at).sub(original);
        Tensor heard = mean.add(difference.div(Scalars.of(at.predictionShare())));
        long variance = prediction.size(1) - channels;
        return variance == 0 ? heard : torch.cat(new TensorVector(heard, prediction.narrow(1, channels, variance)), 1);
    }
}
