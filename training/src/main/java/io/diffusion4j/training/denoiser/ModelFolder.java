package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.PipelineProvider;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.pipelines.checkpoints.CheckpointOptions;
import io.diffusion4j.pipelines.checkpoints.Checkpoints;
import io.diffusion4j.pipelines.latent.LatentFamily;
import io.diffusion4j.training.parameters.Parameters;
import io.diffusion4j.training.task.TrainingContext;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** The folder of a model whose backbone is trained. The backbone's own weights may be missing. */
public record ModelFolder(Path path, Checkpoint checkpoint, LatentFamily family) {
    /** @throws ConfigurationException if there is no folder, or no latent diffusion model in it */
    static ModelFolder open(Optional<Path> model, Providers providers) {
        Path path = model.orElseThrow(() -> new ConfigurationException(
                "task.model: missing; name the diffusers folder of the model that is trained"));
        Checkpoint checkpoint = Checkpoints.open(path, CheckpointOptions.defaults(), providers);
        return new ModelFolder(path, checkpoint, family(path, checkpoint.pipelineClass(), providers));
    }

    private static LatentFamily family(Path path, String pipelineClass, Providers providers) {
        return providers.all(PipelineProvider.class).stream()
                .filter(provider -> provider.pipelineClasses().contains(pipelineClass))
                .filter(LatentFamily.class::isInstance)
                .map(LatentFamily.class::cast)
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "task.model: %s is a %s, which is no latent diffusion model that is known here"
                                .formatted(path, pipelineClass)));
    }

    /** The name of the backbone's component. */
    public String component() {
        return family.backbone();
    }

    /** The backbone over weights that the run trains. */
    Backbone backbone(TrainingContext context, InitialWeights initial) {
        return context.parameters()
                .model(
                        component(),
                        constructor(context),
                        initial.initialization(() -> checkpoint.require(component())));
    }

    /** Makes the backbone over weights in float32. */
    public Function<Weights, Backbone> constructor(TrainingContext context) {
        ReferenceConfig config = config();
        BackboneProvider<?> provider = context.providers()
                .findByReferenceClass(BackboneProvider.class, config.className())
                .orElseThrow(() -> new CheckpointException("%s: no backbone reads the class '%s'; a plugin can add it"
                        .formatted(config.location(), config.className())));
        Part<?> part = Part.ofReference(provider, config);
        return weights -> part.create(
                Backbone.class,
                new PartContext(context.device(), DType.FLOAT32, weights, context.attention(), Optional.empty()));
    }

    /** The checkpoint with the backbone that the run trains. */
    Checkpoint trained(Parameters parameters) {
        ReferenceConfig config = config();
        LiveWeights weights = new LiveWeights(config.location(), parameters.of(component()));
        return new TrainedCheckpoint(
                checkpoint, new Component(component(), config.className(), config, Optional.of(weights)));
    }

    private ReferenceConfig config() {
        return ReferenceConfigs.read(path.resolve(component()).resolve("config.json"));
    }
}
