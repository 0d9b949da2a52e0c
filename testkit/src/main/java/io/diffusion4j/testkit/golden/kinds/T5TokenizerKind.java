package io.diffusion4j.testkit.golden.kinds;

import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenKind;
import java.util.List;

/** Token ids that a T5 tokenizer, whose files lie beside the golden file, makes of many prompts. */
public final class T5TokenizerKind implements GoldenKind {
    @Override
    public String name() {
        return "t5";
    }

    @Override
    public List<GoldenCase> find(GoldenFile file) {
        return file.json().path("kind").asText().equals("t5-tokenizer")
                ? List.of(new T5TokenizerCase(name() + "/" + file.caseName(), file))
                : List.of();
    }
}
