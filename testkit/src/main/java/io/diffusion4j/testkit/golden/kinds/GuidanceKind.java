package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenKind;
import java.util.ArrayList;
import java.util.List;

/** Guidance over stored predictions. */
public final class GuidanceKind implements GoldenKind {
    @Override
    public String name() {
        return "guidance";
    }

    @Override
    public List<GoldenCase> find(GoldenFile file) {
        List<GoldenCase> cases = new ArrayList<>();
        if (file.json().has("timesteps")) {
            for (JsonNode entry : file.json().path("cases")) {
                cases.add(new GuidanceCase(name() + "/" + entry.get("name").asText(), file, entry));
            }
        }
        return cases;
    }
}
