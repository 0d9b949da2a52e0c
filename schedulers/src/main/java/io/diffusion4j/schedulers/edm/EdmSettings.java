package io.diffusion4j.schedulers.edm;

import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.schedulers.prediction.PredictionType;
import java.util.EnumSet;
import java.util.Set;

/** What the solvers for preconditioned models share. */
interface EdmSettings {
    /** What a preconditioned model can be said to predict: its output, or the opposite of it. */
    Set<PredictionType> PREDICTIONS = EnumSet.of(PredictionType.EPSILON, PredictionType.V_PREDICTION);

    KarrasLevels levels();

    double sigmaData();

    PredictionType prediction();

    EdmCurve curve();

    /** @throws InvalidSetting for predictions without preconditioning */
    static void refuseOthers(PredictionType prediction) {
        if (!PREDICTIONS.contains(prediction)) {
            throw new InvalidSetting("prediction", "must be epsilon or v-prediction: the model is preconditioned");
        }
    }
}
