package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.SeededNoise;
import io.diffusion4j.core.sampling.SingleSeedNoise;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenSetup;
import io.diffusion4j.testkit.golden.Unsupported;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;

/** One draw, after the draws before it if it belongs to a sequence, from the generator and from the core's noise sources. */
record RngCase(String name, GoldenFile file, JsonNode entry) implements GoldenCase {
    private static final Pattern COUNTED = Pattern.compile("(randint\\(0,|randperm\\()(\\d+)\\)");
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?e-\\d+");

    @Override
    public void run(GoldenSetup setup, Checks checks) {
        String tensor = entry.get("name").asText();
        try (TensorSource tensors = file.tensors()) {
            Tensor expected = tensors.open(tensor);
            double tolerance = dtype(entry).isFloatingPoint() ? tolerance() : 0;
            if (!entry.has("seeds")) {
                checks.close(tensor, draw(), expected, tolerance);
            }
            noiseSources()
                    .forEach((source, noise) -> checks.close(
                            source + " of " + tensor, noise.draw(NoiseSource.INITIAL, expected), expected, tolerance));
        }
    }

    /** Those that pipelines draw the same numbers from. */
    private Map<String, NoiseSource> noiseSources() {
        if (entry.has("seeds")) {
            List<Long> seeds = new ArrayList<>();
            entry.get("seeds").forEach(s -> seeds.add(seed(s)));
            return Map.of("seeds", new SeededNoise(seeds));
        }
        boolean firstNormal = entry.get("op").asText().equals("randn")
                && dtype(entry) == DType.FLOAT32
                && entry.path("draw_index").asInt() == 0;
        if (!firstNormal) {
            return Map.of();
        }
        long seed = seed(entry.get("seed"));
        return shape(entry)[0] == 1
                ? Map.of("seeds", new SeededNoise(List.of(seed)), "seed", new SingleSeedNoise(seed))
                : Map.of("seed", new SingleSeedNoise(seed));
    }

    private Tensor draw() {
        TorchRandom random = TorchRandom.ofSeed(seed(entry.get("seed")));
        for (JsonNode other : file.json().get("entries")) {
            if (entry.has("sequence")
                    && entry.get("sequence").equals(other.get("sequence"))
                    && other.get("draw_index").asInt() < entry.get("draw_index").asInt()) {
                draw(random, other);
            }
        }
        return draw(random, entry);
    }

    private static Tensor draw(TorchRandom random, JsonNode entry) {
        String op = entry.get("op").asText();
        Matcher counted = COUNTED.matcher(op);
        if (counted.matches()) {
            long count = Long.parseLong(counted.group(2));
            return op.startsWith("randint") ? random.integers(count, shape(entry)) : random.permutation(count);
        }
        if (op.equals("rand")) {
            return random.uniform(shape(entry));
        }
        if (op.contains("randn")) {
            return random.normal(shape(entry), dtype(entry));
        }
        throw new Unsupported("nothing here draws " + op);
    }

    private double tolerance() {
        JsonNode stored = file.json().get("tolerance");
        Matcher number = NUMBER.matcher(stored.asText());
        if (!number.find()) {
            throw new IllegalStateException("the tolerance '" + stored.asText() + "' has no number");
        }
        return Double.parseDouble(number.group());
    }

    private static long seed(JsonNode text) {
        return new BigInteger(text.asText()).longValue();
    }

    private static DType dtype(JsonNode entry) {
        return DType.valueOf(entry.get("dtype").asText().toUpperCase(Locale.ROOT));
    }

    private static long[] shape(JsonNode entry) {
        long[] shape = new long[entry.get("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = entry.get("shape").get(i).asLong();
        }
        return shape;
    }
}
