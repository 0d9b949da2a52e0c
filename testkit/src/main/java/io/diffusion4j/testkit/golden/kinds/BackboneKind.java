package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenKind;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Calls of a backbone whose checkpoint lies beside the file; one case for each call. */
public final class BackboneKind implements GoldenKind {
    @Override
    public String name() {
        return "backbone";
    }

    @Override
    public List<GoldenCase> find(GoldenFile file) {
        List<GoldenCase> cases = new ArrayList<>();
        if (!Files.exists(file.folder().resolve("config.json"))) {
            return cases;
        }
        for (JsonNode call : file.json().path("calls")) {
            if (call.has("inputs") && !call.has("method") && !call.get("inputs").has("input_ids")) {
                cases.add(new BackboneCase(caseName(file, call), file, call));
            }
        }
        return cases;
    }

    /** Cases are many; the folder above tells the family: {@code unet/sd1/odd_7x9}. */
    private static String caseName(GoldenFile file, JsonNode call) {
        String family = file.folder().getParent().getFileName().toString();
        String name =
                call.has("call") ? call.get("call").asText() : call.path("name").asText();
        return family + "/" + file.caseName() + "/" + name.replace(' ', '_');
    }
}
