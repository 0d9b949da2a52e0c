package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenKind;
import java.util.ArrayList;
import java.util.List;

/** Calls of a T5 encoder whose checkpoint lies beside the file; one case for each call. */
public final class T5EncoderKind implements GoldenKind {
    @Override
    public String name() {
        return "t5";
    }

    @Override
    public List<GoldenCase> find(GoldenFile file) {
        List<GoldenCase> cases = new ArrayList<>();
        if (file.json().path("kind").asText().equals("model-forward")
                && file.json().path("class").asText().equals("T5EncoderModel")) {
            for (JsonNode call : file.json().get("calls")) {
                String name =
                        name() + "/" + file.caseName() + "/" + call.get("name").asText();
                cases.add(new T5EncoderCase(name, file, call));
            }
        }
        return cases;
    }
}
