package io.diffusion4j.training.contrastive;

import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.testkit.ExactAttention;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.BatchOrder;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.optimization.AdamW;
import io.diffusion4j.training.optimization.AdamWSettings;
import io.diffusion4j.training.optimization.Gradients;
import io.diffusion4j.training.parameters.Parameters;
import io.diffusion4j.training.precision.ExportPrecision;
import io.diffusion4j.training.task.TrainingContext;
import java.util.List;
import org.bytedeco.pytorch.Device;

/** Tiny towers and a few steps with them, on the first 500 pictures of a data set. */
final class ShortTraining {
    private static final double FASTEST = 0.01;

    private ShortTraining() {}

    static ContrastiveTask begin(
            DataSet data, int batch, Parameters parameters, Device device, ContrastiveSettings settings) {
        BatchOrder order = draw -> new BatchOrder.Batch(numbers(draw, batch), data.extent(0));
        return new ContrastiveTask(
                settings, new TrainingContext(device, parameters, new ExactAttention(), data, order, null));
    }

    static long[] numbers(Draw draw, int batch) {
        return draw.random("numbers").longs(batch, 0, 500).toArray();
    }

    static ContrastiveSettings settings(double contrast, double image, double text, ExportPrecision export) {
        return new ContrastiveSettings(
                560, 200, 12, 16, 2, 2, 16, List.of(8, 16), 12, 8, contrast, image, text, 1, export);
    }

    static void run(ContrastiveTask task, Parameters parameters, int steps) {
        Gradients gradients = new Gradients(parameters.groups());
        try (AdamW optimizer = new AdamW(AdamWSettings.defaults(), parameters.groups())) {
            for (int step = 0; step < steps; step++) {
                gradients.clear();
                try (Scope scope = Scope.open()) {
                    task.loss(new Draw(7, step, 0)).value().backward();
                }
                optimizer.step(FASTEST * (steps - step) / steps, step + 1L);
            }
        }
    }
}
