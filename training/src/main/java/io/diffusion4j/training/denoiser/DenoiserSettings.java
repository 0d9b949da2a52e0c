package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.DefaultType;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.pipelines.Precision;
import io.diffusion4j.training.diffusion.LossWeighting;
import io.diffusion4j.training.timesteps.TimestepSamplerProvider;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of {@link DenoiserProvider}. */
public record DenoiserSettings(
        @Doc(
                "Diffusers folder of the model: all its parts but the one that is trained are complete, and that one has its"
                        + " config.")
        Optional<Path> model,

        InitialWeights weights,

        @Doc("Which noise levels a batch is trained at.") @DefaultType("uniform")
        Optional<Part<TimestepSamplerProvider<?>>> timesteps,

        LossWeighting weighting,

        @Doc("Share of the pictures that are trained without their captions, so that guidance works.")
        @Range(min = 0, max = 1)
        double conditionDropout,

        @Doc("What the model is told in place of those captions: empty-prompt, or learned embeddings.")
        NullCondition.Kind nullCondition,

        @Doc(
                "Folder that keeps what the autoencoder makes of the pictures; they are encoded in every step if left out.")
        Optional<Path> latents,

        @Doc("Precision of the exported weights; auto keeps what they are trained in.")
        Precision exportDtype,

        SampleSettings samples) {
    public DenoiserSettings {
        Constraints.check(
                DenoiserSettings.class,
                model,
                weights,
                timesteps,
                weighting,
                conditionDropout,
                nullCondition,
                latents,
                exportDtype,
                samples);
    }

    public static DenoiserSettings defaults() {
        return new DenoiserSettings(
                Optional.empty(),
                InitialWeights.defaults(),
                Optional.empty(),
                LossWeighting.defaults(),
                0.1,
                NullCondition.Kind.EMPTY_PROMPT,
                Optional.empty(),
                Precision.AUTO,
                SampleSettings.defaults());
    }
}
