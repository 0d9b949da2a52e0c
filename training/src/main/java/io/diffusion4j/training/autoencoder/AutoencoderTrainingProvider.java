package io.diffusion4j.training.autoencoder;

import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.training.task.TrainingPlan;
import io.diffusion4j.training.task.TrainingTaskProvider;

/** Makes {@code autoencoder}. */
public final class AutoencoderTrainingProvider implements TrainingTaskProvider<AutoencoderSettings> {
    @Override
    public String type() {
        return "autoencoder";
    }

    @Override
    public String summary() {
        return "Trains the autoencoder that latent diffusion models work on";
    }

    @Override
    public Class<AutoencoderSettings> settings() {
        return AutoencoderSettings.class;
    }

    @Override
    public TrainingPlan create(AutoencoderSettings settings, BuildContext context) {
        return training -> AutoencoderTask.begin(settings, training);
    }
}
