package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.AutoencoderProvider;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.text.TextEncoderProvider;
import io.diffusion4j.core.weights.WeightShapes;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenKind;
import io.diffusion4j.testkit.golden.GoldenSetup;
import io.diffusion4j.testkit.golden.Unsupported;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Names and shapes of the weights of a full-size public model. */
public final class PublishedShapesKind implements GoldenKind {
    @Override
    public String name() {
        return "published-shapes";
    }

    @Override
    public List<GoldenCase> find(GoldenFile file) {
        return file.json().path("kind").asText().equals("published-shapes")
                ? List.of(new Shapes(name() + "/" + file.caseName(), file))
                : List.of();
    }

    private record Shapes(String name, GoldenFile file) implements GoldenCase {
        @Override
        public void run(GoldenSetup setup, Checks checks) {
            Map<String, List<Long>> expected = expected();
            Map<String, List<Long>> got = asked(setup, expected);
            expected.forEach((tensor, shape) -> {
                if (!shape.equals(got.get(tensor))) {
                    checks.fault("%s: expected %s, got %s".formatted(tensor, shape, got.get(tensor)));
                }
            });
            got.keySet().stream()
                    .filter(tensor -> !expected.containsKey(tensor))
                    .forEach(tensor -> checks.fault(tensor + ": the published model has none"));
            checks.same("tensors", got.size(), expected.size());
            checks.same(
                    "parameters", parameters(got), file.json().get("parameters").asLong());
        }

        private long parameters(Map<String, List<Long>> shapes) {
            Set<String> buffers = new HashSet<>();
            file.json().path("buffers").forEach(buffer -> buffers.add(buffer.asText()));
            return shapes.entrySet().stream()
                    .filter(tensor -> !buffers.contains(tensor.getKey()))
                    .mapToLong(tensor -> tensor.getValue().stream().reduce(1L, (a, b) -> a * b))
                    .sum();
        }

        private Map<String, List<Long>> asked(GoldenSetup setup, Map<String, List<Long>> expected) {
            ReferenceConfig config = file.config(file.json().get("config"));
            Part part = part(setup, file.json().get("class").asText());
            return WeightShapes.of(
                    w -> setup.create(part.type(), part.provider(), config, w, Optional.empty()),
                    expected::containsKey);
        }

        private Map<String, List<Long>> expected() {
            Map<String, List<Long>> shapes = new TreeMap<>();
            file.json().get("keys").properties().forEach(e -> shapes.put(e.getKey(), shape(e.getValue())));
            return shapes;
        }

        private static List<Long> shape(JsonNode sizes) {
            List<Long> shape = new ArrayList<>();
            sizes.forEach(s -> shape.add(s.asLong()));
            return shape;
        }

        private static Part part(GoldenSetup setup, String className) {
            Optional<Part> found = setup.providers()
                    .findByReferenceClass(BackboneProvider.class, className)
                    .map(p -> new Part(Backbone.class, p));
            return found.or(() -> setup.providers()
                            .findByReferenceClass(AutoencoderProvider.class, className)
                            .map(p -> new Part(Autoencoder.class, p)))
                    .or(() -> setup.providers()
                            .findByReferenceClass(TextEncoderProvider.class, className)
                            .map(p -> new Part(TextEncoder.class, p)))
                    .orElseThrow(() -> new Unsupported("no provider reads " + className));
        }

        private record Part(Class<?> type, Provider<?, ?> provider) {}
    }
}
