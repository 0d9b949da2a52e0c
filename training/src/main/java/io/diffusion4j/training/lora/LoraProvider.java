package io.diffusion4j.training.lora;

import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.training.denoiser.DenoiserPlan;
import io.diffusion4j.training.task.TrainingPlan;
import io.diffusion4j.training.task.TrainingTaskProvider;

/** Trains a LoRA of a latent diffusion model's backbone. Hu et al. 2021. */
public final class LoraProvider implements TrainingTaskProvider<LoraSettings> {
    @Override
    public String type() {
        return "lora";
    }

    @Override
    public Class<LoraSettings> settings() {
        return LoraSettings.class;
    }

    @Override
    public String summary() {
        return "A low-rank adapter of the U-Net or transformer of a latent diffusion model, which itself stays as it is.";
    }

    @Override
    public TrainingPlan create(LoraSettings settings, BuildContext context) {
        return new DenoiserPlan(
                settings.denoising(), (training, folder) -> LoraBackbone.begin(settings, training, folder));
    }
}
