package io.diffusion4j.testkit.golden.kinds;

import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenKind;
import java.util.List;

/** Token ids of many prompts, over the small vocabulary that the encoders beside the file have. */
public final class TokenizerPromptsKind implements GoldenKind {
    @Override
    public String name() {
        return "text";
    }

    @Override
    public List<GoldenCase> find(GoldenFile file) {
        return file.json().path("prompts").path(0).has(TokenizerPromptsCase.IDS)
                ? List.of(new TokenizerPromptsCase(name() + "/" + file.caseName(), file))
                : List.of();
    }
}
