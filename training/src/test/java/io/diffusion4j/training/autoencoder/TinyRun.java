package io.diffusion4j.training.autoencoder;

import io.diffusion4j.attention.MathAttentionProvider;
import io.diffusion4j.attention.NoSettings;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.AutoencoderProvider;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.WeightLoader;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.BatchSettings;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.data.EpochOrder;
import io.diffusion4j.training.data.scenes.SceneDataSetProvider;
import io.diffusion4j.training.data.scenes.SceneSettings;
import io.diffusion4j.training.parameters.Parameters;
import io.diffusion4j.training.task.TrainingContext;
import io.diffusion4j.training.task.TrainingTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;

/** A tiny autoencoder in training on a few small scenes, under plain gradient descent. */
final class TinyRun implements AutoCloseable {
    static final DataSet SCENES = new SceneDataSetProvider().create(new SceneSettings(16, 3, 32), null);

    private final Device device = new Device("cpu");
    private final AttentionKernel attention =
            new MathAttentionProvider().create(NoSettings.defaults(), PartContext.bare(device, DType.FLOAT32));
    private final Parameters parameters = new Parameters(device, DType.FLOAT32, 7);
    final TrainingTask task;

    TinyRun(AutoencoderSettings settings) {
        BatchSettings batches = new BatchSettings(8, 32, List.of(), 32, 1);
        task = new AutoencoderTrainingProvider()
                .create(settings, null)
                .begin(new TrainingContext(
                        device,
                        parameters,
                        attention,
                        SCENES,
                        new EpochOrder(SCENES, batches, 1),
                        ServiceProviders.ofClassPath()));
    }

    double loss(long step) {
        try (Scope scope = Scope.open();
                NoGradGuard off = new NoGradGuard()) {
            return task.loss(new Draw(1, step, 0)).value().item_double();
        }
    }

    void descend(long step, double rate) {
        try (Scope scope = Scope.open()) {
            task.loss(new Draw(1, step, 0)).value().backward();
            try (NoGradGuard off = new NoGradGuard()) {
                parameters.groups().forEach(group -> {
                    group.values().sub_(group.gradients().mul(new Scalar(rate)));
                    group.gradients().zero_();
                });
            }
        }
    }

    Autoencoder load(Path folder, WeightLoader loader) {
        AutoencoderProvider<?> provider = ServiceProviders.ofClassPath()
                .findByReferenceClass(AutoencoderProvider.class, "AutoencoderKL")
                .orElseThrow();
        Part<AutoencoderProvider<?>> part =
                Part.ofReference(provider, ReferenceConfigs.read(folder.resolve("config.json")));
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("diffusion_pytorch_model.safetensors"))) {
            return loader.load(
                    file,
                    weights -> part.create(
                            Autoencoder.class,
                            new PartContext(device, DType.FLOAT32, weights, attention, Optional.empty())));
        }
    }

    @Override
    public void close() {
        task.close();
        parameters.close();
    }
}
