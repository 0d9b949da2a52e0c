package io.diffusion4j.training.lora;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.DefaultType;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.pipelines.Precision;
import io.diffusion4j.pipelines.adapters.AdapterFormat;
import io.diffusion4j.training.denoiser.DenoiserSettings;
import io.diffusion4j.training.denoiser.SampleSettings;
import io.diffusion4j.training.diffusion.LossWeighting;
import io.diffusion4j.training.timesteps.TimestepSamplerProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Settings of {@link LoraProvider}. */
public record LoraSettings(
        @Doc("Diffusers folder of the whole model that is adapted.")
        Optional<Path> model,

        @Doc("Rank of the changes: how many numbers each row and column of a weight gets.") @Range(min = 1, max = 4096)
        int rank,

        @Doc("The changes are multiplied by alpha / rank; the rank if left out.") @Range(min = 0)
        Optional<Double> alpha,

        @Doc("Ends of the names of the layers that are changed, such as attn2.to_k; * stands for anything.")
        List<String> targets,

        @Doc("Names in the file that is written: those of diffusers, or of kohya.")
        AdapterFormat format,

        @Doc("Which noise levels a batch is trained at.") @DefaultType("uniform")
        Optional<Part<TimestepSamplerProvider<?>>> timesteps,

        LossWeighting weighting,

        @Doc("Share of the pictures that are trained without their captions, so that guidance works.")
        @Range(min = 0, max = 1)
        double conditionDropout,

        @Doc(
                "Folder that keeps what the autoencoder makes of the pictures; they are encoded in every step if left out.")
        Optional<Path> latents,

        @Doc("Precision of the file that is written; auto keeps what is trained in.")
        Precision exportDtype,

        SampleSettings samples) {
    public LoraSettings {
        Constraints.check(
                LoraSettings.class,
                model,
                rank,
                alpha,
                targets,
                format,
                timesteps,
                weighting,
                conditionDropout,
                latents,
                exportDtype,
                samples);
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new InvalidSetting(
                    "targets", "names no layer, so nothing would be trained; leave it out, or name some");
        }
        if (alpha.isPresent() && alpha.get() == 0) {
            throw new InvalidSetting("alpha", "must be more than 0: with 0 the adapter would change nothing");
        }
    }

    public static LoraSettings defaults() {
        return new LoraSettings(
                Optional.empty(),
                4,
                Optional.empty(),
                List.of("to_q", "to_k", "to_v", "to_out.0"),
                AdapterFormat.DIFFUSERS,
                Optional.empty(),
                LossWeighting.defaults(),
                0.1,
                Optional.empty(),
                Precision.AUTO,
                SampleSettings.defaults());
    }

    /** What holds for the training of any denoiser. */
    DenoiserSettings denoising() {
        DenoiserSettings usual = DenoiserSettings.defaults();
        return new DenoiserSettings(
                model,
                usual.weights(),
                timesteps,
                weighting,
                conditionDropout,
                usual.nullCondition(),
                latents,
                exportDtype,
                samples);
    }
}
