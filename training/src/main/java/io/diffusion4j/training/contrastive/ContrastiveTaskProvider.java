package io.diffusion4j.training.contrastive;

import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.training.task.TrainingPlan;
import io.diffusion4j.training.task.TrainingTaskProvider;

/** Makes the task that trains a text encoder together with a judge. */
public final class ContrastiveTaskProvider implements TrainingTaskProvider<ContrastiveSettings> {
    @Override
    public String type() {
        return "contrastive";
    }

    @Override
    public Class<ContrastiveSettings> settings() {
        return ContrastiveSettings.class;
    }

    @Override
    public String summary() {
        return "A CLIP text encoder with a vocabulary of its own, and a judge that finds attributes in pictures.";
    }

    @Override
    public TrainingPlan create(ContrastiveSettings settings, BuildContext context) {
        return training -> new ContrastiveTask(settings, training);
    }
}
