package io.diffusion4j.app.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.app.plot.Axis;
import io.diffusion4j.app.plot.Figure;
import io.diffusion4j.app.plot.LineChart;
import io.diffusion4j.app.plot.Series;
import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The loss over the steps, as a training's log tells it, and its running mean. */
final class LossFigure {
    private static final double KEPT = 0.95;

    private LossFigure() {}

    /** Empty if the log has less than two losses. */
    static Optional<Figure> of(Path log) {
        List<double[]> points = new ArrayList<>();
        try {
            for (String line : Files.exists(log) ? Files.readAllLines(log) : List.<String>of()) {
                JsonNode json = new ObjectMapper().readTree(line);
                if (json.path("loss").isNumber()) {
                    points.add(new double[] {
                        json.get("step").asDouble(), json.get("loss").asDouble()
                    });
                }
            }
        } catch (IOException e) {
            throw new OutputException(log + ": cannot be read: " + IoReason.of(e), e);
        }
        return points.size() < 2 ? Optional.empty() : Optional.of(figure(points));
    }

    private static Figure figure(List<double[]> points) {
        double[] steps = points.stream().mapToDouble(point -> point[0]).toArray();
        double[] losses = points.stream().mapToDouble(point -> point[1]).toArray();
        return new LineChart(
                "Loss",
                Axis.linear("step", 0, steps[steps.length - 1]),
                Axis.decades("loss", DoubleStream.of(losses)),
                List.of(
                        new Series("of each line of the log", steps, losses, false),
                        new Series("running mean", steps, runningMean(losses), false)),
                List.of());
    }

    /** Weighted so that the first values are a mean too, not a memory of the very first. */
    private static double[] runningMean(double[] values) {
        double[] means = new double[values.length];
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < values.length; i++) {
            sum = KEPT * sum + values[i];
            weight = KEPT * weight + 1;
            means[i] = sum / weight;
        }
        return means;
    }
}
