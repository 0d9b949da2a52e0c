package io.diffusion4j.training.run;

import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.weights.SafetensorsWriter;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.parameters.FanIn;
import io.diffusion4j.training.parameters.Parameters;
import io.diffusion4j.training.task.Loss;
import io.diffusion4j.training.task.TrainingTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Fits a linear layer to noisy targets: small enough to train thousands of steps in a test. */
final class PolynomialTask implements TrainingTask {
    private static final int WIDTH = 4;

    private final Parameters parameters;
    private final Linear model;
    private final Device device;
    private final LongPredicate broken;

    /** @param broken the steps whose loss is NaN */
    PolynomialTask(Parameters parameters, Device device, LongPredicate broken) {
        this.parameters = parameters;
        this.device = device;
        this.broken = broken;
        this.model =
                parameters.model("line", weights -> Linear.of(weights, WIDTH, WIDTH), new FanIn(List.of(), List.of()));
    }

    @Override
    public Loss loss(Draw draw) {
        Tensor x = draw.normal("input", device, 8, WIDTH);
        Tensor wanted = x.mul(new Scalar(2.0))
                .add(draw.normal("noise", device, 8, WIDTH).mul(new Scalar(0.1)));
        Tensor value = model.apply(x).sub(wanted).square().mean();
        Tensor given = broken.test(draw.step()) ? value.mul(new Scalar(Double.NaN)) : value;
        return new Loss(given, Map.of("twice", value.detach().mul(new Scalar(2.0))));
    }

    @Override
    public void export(Path folder) {
        SafetensorsWriter.write(folder.resolve("model.safetensors"), parameters.of("line"), Map.of());
    }

    @Override
    public void sample(Path folder, long step) {
        try {
            Files.writeString(folder.resolve("%08d.txt".formatted(step)), "a sample");
        } catch (IOException e) {
            throw new OutputException(folder + ": " + e.getMessage(), e);
        }
    }
}
