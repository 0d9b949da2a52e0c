package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenKind;
import java.util.ArrayList;
import java.util.List;

/** What the random generator draws. */
public final class RngKind implements GoldenKind {
    @Override
    public String name() {
        return "rng";
    }

    @Override
    public List<GoldenCase> find(GoldenFile file) {
        List<GoldenCase> cases = new ArrayList<>();
        for (JsonNode entry : file.json().path("entries")) {
            if (entry.has("op")) {
                cases.add(new RngCase(name() + "/" + entry.get("name").asText(), file, entry));
            }
        }
        return cases;
    }
}
