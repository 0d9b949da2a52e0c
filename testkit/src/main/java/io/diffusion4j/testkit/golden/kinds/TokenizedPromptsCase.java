package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenModel;
import io.diffusion4j.testkit.golden.GoldenSetup;
import io.diffusion4j.testkit.golden.Unsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The token ids of the prompts that the encoder's golden data were made from. */
record TokenizedPromptsCase(String name, GoldenFile file) implements GoldenCase {
    @Override
    public void run(GoldenSetup setup, Checks checks) {
        List<String> prompts = new ArrayList<>();
        file.json().get("prompts").forEach(p -> prompts.add(p.asText()));
        try (TensorSource tensors = file.tensors();
                GoldenModel<TextEncoder> model = TextEncoderModel.load(setup, file, padding())) {
            checks.close("input_ids", model.part().tokenize(prompts), tensors.open("input_ids"), 0);
        }
    }

    /** Families that pad with id 0 know that it is the exclamation mark; others pad as the tokenizer's files say. */
    private Map<String, String> padding() {
        JsonNode id = file.json().path("pad_id");
        if (id.isMissingNode() || id.isNull()) {
            return Map.of();
        }
        if (id.asInt() != 0) {
            throw new Unsupported("these ids are padded with " + id);
        }
        return Map.of("pad_token", "!");
    }
}
