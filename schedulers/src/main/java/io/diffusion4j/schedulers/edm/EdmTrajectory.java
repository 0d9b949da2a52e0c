package io.diffusion4j.schedulers.edm;

import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.PredictionType;
import java.util.List;

/** A trajectory for preconditioned models, Karras et al. 2022, equation 7: they predict a share of the clean sample. */
abstract class EdmTrajectory extends PreconditionedTrajectory {
    private final double sigmaData;
    private final double sign;

    EdmTrajectory(EdmSettings settings, List<Double> sigmas, double[] timesteps) {
        super(
                timesteps,
                sigmas,
                settings.sigmaData(),
                Math.hypot(settings.levels().sigmaMax(), 1));
        this.sigmaData = settings.sigmaData();
        this.sign = settings.prediction() == PredictionType.V_PREDICTION ? -1 : 1;
    }

    @Override
    protected final LinearCombination original(double sigma) {
        double deviation = deviation(sigma);
        double kept = sigmaData * sigmaData / (deviation * deviation);
        return new LinearCombination(kept, sign * sigma * sigmaData / deviation);
    }
}
