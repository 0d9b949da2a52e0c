package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.training.parameters.Parameters;
import io.diffusion4j.training.task.TrainingContext;
import java.nio.file.Path;

/** A backbone all of whose weights are trained. It is written as the model's whole folder. */
record WholeBackbone(ModelFolder folder, Parameters parameters, Backbone backbone, TensorExport tensors)
        implements TrainedBackbone {
    static WholeBackbone begin(DenoiserSettings settings, TrainingContext context, ModelFolder folder) {
        return new WholeBackbone(
                folder,
                context.parameters(),
                folder.backbone(context, settings.weights()),
                new TensorExport(settings.exportDtype()));
    }

    @Override
    public Checkpoint checkpoint() {
        return folder.trained(parameters);
    }

    @Override
    public void export(Path target) {
        new PipelineExport(folder.path(), folder.checkpoint().componentNames(), folder.component(), tensors)
                .write(target, parameters.of(folder.component()));
    }
}
