package io.diffusion4j.pipelines.output;

import io.diffusion4j.core.pipeline.GeneratedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The {@code parameters} text of the A1111 web UI, which many tools read. */
final class ParametersText {
    private ParametersText() {}

    static String of(GeneratedImage image) {
        Map<?, ?> settings = image.manifest().settings();
        Map<?, ?> request = block(settings, "request");
        StringBuilder text = new StringBuilder(text(request, "prompt"));
        String negative = text(request, "negative-prompt");
        if (!negative.isEmpty()) {
            text.append("\nNegative prompt: ").append(negative);
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("Steps", request.get("steps"));
        facts.put("Sampler", block(request, "scheduler").get("type"));
        facts.put("CFG scale", block(request, "guidance").get("scale"));
        facts.put("Seed", image.manifest().image().get("seed"));
        facts.put("Size", image.width() + "x" + image.height());
        facts.put("Model hash", image.manifest().environment().get("weights"));
        facts.put("Model", quoted(modelName(text(settings, "model"))));
        Object skip = request.get("clip-skip");
        if (skip instanceof Number layers && layers.intValue() > 0) {
            facts.put("Clip skip", layers.intValue() + 1); // counted from 1 there
        }
        facts.put("Version", "Diffusion4J " + image.manifest().environment().get("diffusion4j"));
        return text + "\n"
                + facts.entrySet().stream()
                        .filter(fact -> fact.getValue() != null)
                        .map(fact -> fact.getKey() + ": " + fact.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** The name alone: where a model lies is nobody's business who is given an image. */
    private static String modelName(String model) {
        return model.replaceFirst("[/\\\\]+$", "").replaceFirst(".*[/\\\\]", "").replaceFirst("\\.safetensors$", "");
    }

    /** As the web UI does with values that hold its separators. */
    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == ':' || c == '\n' || c == '"');
        return plain
                ? value
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private static Map<?, ?> block(Map<?, ?> map, String key) {
        return map.get(key) instanceof Map<?, ?> inner ? inner : Map.of();
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String string ? string : "";
    }
}
