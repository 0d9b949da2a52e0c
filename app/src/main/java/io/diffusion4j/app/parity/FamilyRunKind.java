package io.diffusion4j.app.parity;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenKind;
import java.util.ArrayList;
import java.util.List;

/** Whole runs of model families from stored prompt embeddings and noise. */
public final class FamilyRunKind implements GoldenKind {
    @Override
    public String name() {
        return "flow-pipelines";
    }

    @Override
    public List<GoldenCase> find(GoldenFile file) {
        List<GoldenCase> cases = new ArrayList<>();
        if (file.json().path("kind").asText().equals("pipeline")) {
            for (JsonNode call : file.json().get("calls")) {
                cases.add(new FamilyRunCase(
                        name() + "/" + file.caseName() + "/" + call.get("name").asText(), file, call));
            }
        }
        return cases;
    }
}
