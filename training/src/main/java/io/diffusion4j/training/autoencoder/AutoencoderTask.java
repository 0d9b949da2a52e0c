package io.diffusion4j.training.autoencoder;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.PictureBatch;
import io.diffusion4j.training.data.PictureLoader;
import io.diffusion4j.training.data.Prefetch;
import io.diffusion4j.training.precision.NoAutocast;
import io.diffusion4j.training.task.Loss;
import io.diffusion4j.training.task.TrainingContext;
import io.diffusion4j.training.task.TrainingTask;
import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Encodes pictures, draws latents from the posterior, and decodes them again. */
final class AutoencoderTask implements TrainingTask {
    private static final int MEASURED = 256;
    private static final int SHOWN = 8;

    private final AutoencoderSettings settings;
    private final TrainingContext context;
    private final TrainedAutoencoder autoencoder;
    private final Specimens specimens;
    private final ReconstructionLoss objective;
    private final Prefetch<PictureBatch> pictures;

    private AutoencoderTask(
            AutoencoderSettings settings,
            TrainingContext context,
            TrainedAutoencoder autoencoder,
            TrainingPictures pictures) {
        this.settings = settings;
        this.context = context;
        this.autoencoder = autoencoder;
        this.specimens = new Specimens(context.data(), pictures.factor());
        this.objective = ReconstructionLoss.of(settings);
        this.pictures = new Prefetch<>(pictures::load, context.order()::next, settings.prefetch());
    }

    static AutoencoderTask begin(AutoencoderSettings settings, TrainingContext context) {
        TrainedAutoencoder autoencoder = TrainedAutoencoder.of(settings, context);
        PictureLoader loader = new PictureLoader(context.data(), context.order(), settings.cropping());
        int factor = autoencoder.model().info().factor();
        return new AutoencoderTask(settings, context, autoencoder, new TrainingPictures(loader, settings, factor));
    }

    @Override
    public Loss loss(Draw draw) {
        try (Scope scope = Scope.open()) {
            Autoencoder model = autoencoder.model();
            Tensor image = pictures.get(draw).tensor(context.device());
            Posterior posterior = float32(model.encode(image));
            Tensor noise = draw.normal("latents", context.device(), HostData.shape(posterior.mean()));
            Tensor reconstruction = model.decode(posterior.sample(noise)).to(ScalarType.Float);
            Loss loss;
            try (NoAutocast off = NoAutocast.on(context.device())) {
                loss = objective.of(image, reconstruction, posterior);
            }
            scope.keep(loss.value());
            loss.figures().values().forEach(scope::keep);
            return loss;
        }
    }

    private static Posterior float32(Posterior posterior) {
        return new Posterior(
                posterior.mean().to(ScalarType.Float), posterior.logVariance().to(ScalarType.Float));
    }

    @Override
    public void export(Path folder) {
        double scale = LatentScale.of(autoencoder.model(), specimens.take(MEASURED), context.device());
        autoencoder.write(
                folder.resolve(TrainedAutoencoder.NAME),
                context.parameters().of(TrainedAutoencoder.NAME),
                scale,
                settings.export().dtype());
    }

    @Override
    public void sample(Path folder, long step) {
        ReconstructionSheet.of(autoencoder.model(), specimens.take(SHOWN), context.device())
                .write(folder.resolve("%08d-reconstructions.png".formatted(step)));
    }

    @Override
    public void close() {
        pictures.close();
    }
}
