package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.training.task.TrainingPlan;
import io.diffusion4j.training.task.TrainingTaskProvider;

/** Trains the backbone of a latent diffusion model. */
public final class DenoiserProvider implements TrainingTaskProvider<DenoiserSettings> {
    @Override
    public String type() {
        return "denoiser";
    }

    @Override
    public Class<DenoiserSettings> settings() {
        return DenoiserSettings.class;
    }

    @Override
    public String summary() {
        return "The U-Net or transformer of a latent diffusion model, with its text encoder and autoencoder finished.";
    }

    @Override
    public TrainingPlan create(DenoiserSettings settings, BuildContext context) {
        return new DenoiserPlan(settings, (training, folder) -> WholeBackbone.begin(settings, training, folder));
    }
}
