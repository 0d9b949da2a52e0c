package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Ownership;
import io.diffusion4j.pipelines.Offload;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.Precision;
import io.diffusion4j.pipelines.assembly.Assembly;
import io.diffusion4j.pipelines.assembly.WeightFingerprint;
import io.diffusion4j.pipelines.latent.LatentModel;
import io.diffusion4j.pipelines.latent.LatentRecipe;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import io.diffusion4j.training.diffusion.Objective;
import io.diffusion4j.training.latents.CachedLatents;
import io.diffusion4j.training.latents.EncodedLatents;
import io.diffusion4j.training.latents.Encoder;
import io.diffusion4j.training.latents.LatentSource;
import io.diffusion4j.training.task.TrainingContext;
import io.diffusion4j.training.task.TrainingPlan;
import io.diffusion4j.training.task.TrainingTask;
import io.diffusion4j.training.timesteps.TimestepSampler;
import io.diffusion4j.training.timesteps.TimestepSamplerProvider;
import java.util.Optional;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * Loads the finished parts of a model and makes the one that is trained.
 *
 * @param maker of the backbone and what of it is trained
 */
public record DenoiserPlan(DenoiserSettings settings, TrainedBackbone.Maker maker) implements TrainingPlan {
    private static final String AUTOENCODER = "vae";

    @Override
    public TrainingTask begin(TrainingContext context) {
        ModelFolder folder = ModelFolder.open(settings.model(), context.providers());
        TrainedBackbone trained = maker.begin(context, folder);
        PipelineContext parts = parts(context, folder, trained.checkpoint());
        try {
            return begin(context, folder, trained, parts);
        } catch (RuntimeException | Error e) {
            parts.close();
            trained.close();
            throw e;
        }
    }

    private PipelineContext parts(TrainingContext context, ModelFolder folder, Checkpoint checkpoint) {
        PipelineSettings loading =
                PipelineSettings.of(folder.path()).withDtype(Precision.FLOAT32).withOffload(Offload.NONE);
        return new Assembly(context.providers(), loading, checkpoint, context.device()).context();
    }

    private TrainingTask begin(
            TrainingContext context, ModelFolder folder, TrainedBackbone trained, PipelineContext parts) {
        Backbone backbone = trained.backbone();
        Objective objective = Objective.of(parts.schedulerPart(Optional.empty()).settings(), settings.weighting());
        PromptEncoder prompts = folder.family().prompts(parts);
        Autoencoder autoencoder = parts.autoencoder(AUTOENCODER);
        LatentRecipe recipe = folder.family().recipe(parts, backbone.info(), autoencoder.info());
        LatentModel model = new LatentModel(folder.component(), recipe.adapt(backbone), autoencoder, recipe);
        checkChannels(model);
        Ownership owned = new Ownership();
        NullCondition nullCondition = owned.during(() -> nullCondition(context, prompts));
        LatentSource latents = latents(context, parts, autoencoder);
        return new DenoiserTask(
                context,
                new DenoisingLoss(model.backbone(), objective),
                new DenoiserTask.Inputs(
                        latents,
                        autoencoder.info(),
                        new Conditions(
                                context.data(),
                                prompts,
                                recipe,
                                nullCondition,
                                settings.conditionDropout(),
                                context.device())),
                timesteps(context),
                new DenoiserTask.Outputs(
                        trained,
                        new TensorExport(settings.exportDtype()),
                        Sampler.of(
                                parts,
                                model,
                                prompts,
                                nullCondition,
                                settings.samples(),
                                Sampler.scheduler(settings.samples(), objective, parts, context.providers()))),
                owned);
    }

    private LatentSource latents(TrainingContext context, PipelineContext parts, Autoencoder autoencoder) {
        Encoder encoder = new Encoder(autoencoder, context.device());
        return settings.latents()
                .<LatentSource>map(folder -> CachedLatents.open(
                        folder,
                        WeightFingerprint.of(parts.checkpoint().require(AUTOENCODER)),
                        context.data(),
                        context.order(),
                        encoder))
                .orElseGet(() -> new EncodedLatents(context.data(), context.order(), encoder));
    }

    private NullCondition nullCondition(TrainingContext context, PromptEncoder prompts) {
        try (NoGradGuard off = new NoGradGuard()) {
            return settings.nullCondition().of(prompts.negative(GenerationRequest.defaults()), context.parameters());
        }
    }

    private TimestepSampler timesteps(TrainingContext context) {
        Part<?> part = settings.timesteps()
                .<Part<?>>map(chosen -> chosen)
                .orElseGet(() -> Part.ofDefaults(context.providers()
                        .find(TimestepSamplerProvider.class, "uniform")
                        .orElseThrow()));
        return part.create(TimestepSampler.class, PartContext.bare(context.device(), DType.FLOAT32));
    }

    private static void checkChannels(LatentModel model) {
        int taken = model.backbone().info().inChannels();
        int given = model.autoencoder().info().latentChannels();
        if (taken != given) {
            throw new ConfigurationException(
                    "task.model: the backbone takes %d channels, but latents have %d; models for inpainting and the like"
                                    .formatted(taken, given)
                            + " cannot be trained here");
        }
    }
}
