package io.diffusion4j.training.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.AtomicFile;
import io.diffusion4j.core.files.IoReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One JSON object in a line for every few steps, each with the means over these. Lines that a resumed run makes again are cut. */
final class TrainingLog {
    private final Path file;
    private final long every;
    private final List<StepReport> waiting = new ArrayList<>();

    /** @param from the first step that will be told */
    TrainingLog(Path file, long every, long from) {
        this.file = file;
        this.every = every;
        cutFrom(from);
    }

    void add(StepReport report) {
        waiting.add(report);
        if ((report.step() + 1) % every == 0) {
            flush();
        }
    }

    /** Writes what waits. */
    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            Files.writeString(file, json() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new OutputException(file + ": cannot be written: " + IoReason.of(e), e);
        }
        waiting.clear();
    }

    private String json() throws JsonProcessingException {
        StepReport last = waiting.get(waiting.size() - 1);
        double seconds = waiting.stream().mapToDouble(StepReport::seconds).sum();
        double images = waiting.stream().mapToDouble(StepReport::images).sum();
        List<StepReport> counted =
                waiting.stream().filter(report -> !report.skipped()).toList();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", last.step() + 1);
        line.put("loss", mean(counted.stream().map(StepReport::loss).toList()));
        Map<String, List<Double>> figures = new TreeMap<>();
        counted.forEach(report -> report.figures()
                .forEach((name, value) ->
                        figures.computeIfAbsent(name, key -> new ArrayList<>()).add(value)));
        figures.forEach((name, values) -> line.put(name, mean(values)));
        line.put(
                "gradient-norm",
                mean(counted.stream().map(StepReport::gradientNorm).toList()));
        line.put("learning-rate", last.learningRate());
        line.put("skipped", waiting.size() - counted.size());
        line.put("images-per-second", images / seconds);
        return new ObjectMapper().writeValueAsString(line);
    }

    /** Null, as JSON has no NaN, if there is nothing to take the mean of. */
    private static Double mean(List<Double> values) {
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        return Double.isFinite(mean) ? mean : null;
    }

    private void cutFrom(long step) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            StringBuilder kept = new StringBuilder();
            for (String line : Files.readAllLines(file)) {
                if (isBefore(line, step)) {
                    kept.append(line).append('\n');
                }
            }
            byte[] bytes = kept.toString().getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(bytes)));
        } catch (IOException e) {
            throw new OutputException(file + ": cannot be written: " + IoReason.of(e), e);
        }
    }

    /** The last line of a killed process may be a part of one. */
    private static boolean isBefore(String line, long step) {
        try {
            JsonNode json = new ObjectMapper().readTree(line);
            return json.path("step").asLong(Long.MAX_VALUE) <= step;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
