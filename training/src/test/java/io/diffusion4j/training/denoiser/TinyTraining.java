package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.Extent;
import io.diffusion4j.training.latents.Gradients;
import io.diffusion4j.training.parameters.ParameterGroup;
import io.diffusion4j.training.parameters.Parameters;
import io.diffusion4j.training.task.TrainingContext;
import io.diffusion4j.training.task.TrainingTask;
import io.diffusion4j.training.task.TrainingTaskProvider;
import java.nio.file.Path;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** A denoiser in training, of the size of the goldens' models. */
public final class TinyTraining implements AutoCloseable {
    public static final Path MODEL = Path.of(System.getProperty("goldens"), "pipelines", "models", "sd15");
    static final Gradients PICTURES = new Gradients(12, new Extent(32, 32), 90);
    public static final Providers PROVIDERS = ServiceProviders.ofClassPath();

    static {
        Natives.start();
    }

    private final Device device = new Device("cpu");
    public final Parameters parameters = new Parameters(device, DType.FLOAT32, 7);
    public final TrainingTask task;

    /** @param settings YAML keys of the task beside the model's */
    TinyTraining(String settings) {
        this(MODEL, settings);
    }

    TinyTraining(Path model, String settings) {
        this(new DenoiserProvider(), model, settings);
    }

    /** Of any task that trains a denoiser. */
    public <S extends Record> TinyTraining(TrainingTaskProvider<S> provider, Path model, String settings) {
        String yaml = "model: \"" + model + "\"" + "\n" + settings;
        S read = new SettingsBinder(PROVIDERS).bind(YamlDocument.of("training.yaml", yaml), provider.settings());
        this.task = provider.create(read, PartContext.bare(device, DType.FLOAT32))
                .begin(new TrainingContext(device, parameters, attention(), PICTURES, PICTURES.order(4), PROVIDERS));
    }

    private AttentionKernel attention() {
        AttentionProvider<?> provider =
                PROVIDERS.find(AttentionProvider.class, "auto").orElseThrow();
        return Part.ofDefaults(provider).create(AttentionKernel.class, PartContext.bare(device, DType.FLOAT32));
    }

    public double loss(long step) {
        try (Scope scope = Scope.open()) {
            return HostData.doubles(task.loss(new Draw(3, step, 0)).value())[0];
        }
    }

    /** The loss before a step of plain gradient descent. */
    public double descend(long step, double rate) {
        try (Scope scope = Scope.open()) {
            parameters.groups().forEach(group -> group.gradients().zero_());
            Tensor loss = task.loss(new Draw(3, step, 0)).value();
            loss.backward();
            try (NoGradGuard off = new NoGradGuard()) {
                for (ParameterGroup group : parameters.groups()) {
                    group.values().sub_(group.gradients(), new Scalar(rate));
                }
            }
            return HostData.doubles(loss)[0];
        }
    }

    @Override
    public void close() {
        task.close();
        parameters.close();
    }
}
