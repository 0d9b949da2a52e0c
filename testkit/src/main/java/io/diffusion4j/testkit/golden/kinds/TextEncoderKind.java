package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenKind;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** A text encoder on token ids of the full length and on a short sequence, and its tokenizer on the same prompts. */
public final class TextEncoderKind implements GoldenKind {
    @Override
    public String name() {
        return "text";
    }

    @Override
    public List<GoldenCase> find(GoldenFile file) {
        JsonNode json = file.json();
        if (!json.has("tokenizer")
                || !json.has("outputs")
                || !Files.exists(file.folder().resolve("config.json"))) {
            return List.of();
        }
        String name = name() + "/" + file.caseName();
        Stream<GoldenCase> cases = Stream.of(
                new TextEncoderCase(name + "/full", file, ""),
                new TextEncoderCase(name + "/short", file, "short."),
                new PenultimateCase(name + "/penultimate", file, ""),
                new PenultimateCase(name + "/penultimate_short", file, "short."),
                new TokenizedPromptsCase(name + "/tokens", file));
        return cases.toList();
    }
}
