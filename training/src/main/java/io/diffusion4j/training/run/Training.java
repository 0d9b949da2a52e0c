package io.diffusion4j.training.run;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.runtime.Devices;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.data.EpochOrder;
import io.diffusion4j.training.data.PictureCache;
import io.diffusion4j.training.parameters.Parameters;
import io.diffusion4j.training.task.TrainingContext;
import io.diffusion4j.training.task.TrainingPlan;
import io.diffusion4j.training.task.TrainingTask;
import org.bytedeco.pytorch.Device;

/** The way in: runs what a training file holds. */
public final class Training {
    private final Providers providers;

    /** @param providers of tasks, data sets and models */
    public Training(Providers providers) {
        this.providers = providers;
    }

    /** @throws ConfigurationException listing everything that is wrong in the document */
    public TrainingSettings settings(YamlDocument document) {
        return new SettingsBinder(providers).bind(document, TrainingSettings.class);
    }

    /**
     * Trains, or goes on if the output folder holds a run that was stopped. When this returns, a checkpoint is in the
     * folder, and the model if the last step is done.
     *
     * @return how far the run is
     * @throws io.diffusion4j.core.error.NonFiniteException if too many steps in a row had no finite gradients
     * @throws io.diffusion4j.core.error.OutputException if something cannot be written; the last checkpoint is whole
     */
    public Progress run(TrainingSettings settings, TrainingObserver observer) {
        Part<?> task = settings.task().orElseThrow(() -> missing("task"));
        Part<?> data = settings.data().orElseThrow(() -> missing("data"));
        try (Scope scope = Scope.open()) {
            Device device = Devices.resolve(settings.device());
            PartContext bare = PartContext.bare(device, DType.FLOAT32);
            DataSet pictures = data.create(DataSet.class, bare);
            TrainingPlan plan = task.create(TrainingPlan.class, bare);
            if (settings.cache().isEmpty()) {
                return run(settings, plan, bare, pictures, observer);
            }
            try (PictureCache cache =
                    new PictureCache(pictures, settings.cache().get(), data.toString())) {
                return run(settings, plan, bare, cache, observer);
            }
        }
    }

    private Progress run(
            TrainingSettings settings,
            TrainingPlan plan,
            PartContext bare,
            DataSet pictures,
            TrainingObserver observer) {
        RunFolder folder = new RunFolder(settings.output());
        EpochOrder order = new EpochOrder(pictures, settings.batch(), settings.accumulate());
        try (Parameters parameters = new Parameters(bare.device(), DType.FLOAT32, settings.seed());
                TrainingTask task = plan.begin(
                        new TrainingContext(bare.device(), parameters, attention(bare), pictures, order, providers));
                Trainer trainer = new Trainer(settings, bare.device(), folder, parameters, task)) {
            return trainer.run(observer);
        }
    }

    private AttentionKernel attention(PartContext bare) {
        AttentionProvider<?> provider = providers
                .find(AttentionProvider.class, "auto")
                .orElseThrow(() -> new ConfigurationException("no attention kernel 'auto' on the class path"));
        return Part.ofDefaults(provider).create(AttentionKernel.class, bare);
    }

    private static ConfigurationException missing(String key) {
        return new ConfigurationException(key + ": is missing; see docs/training.md");
    }
}
