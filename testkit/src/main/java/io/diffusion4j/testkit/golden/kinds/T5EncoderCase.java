package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenModel;
import io.diffusion4j.testkit.golden.GoldenSetup;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** The last hidden state of some token ids, with a mask or without. */
record T5EncoderCase(String name, GoldenFile file, JsonNode call) implements GoldenCase {
    @Override
    public void run(GoldenSetup setup, Checks checks) {
        JsonNode output = call.get("outputs").get("sample");
        String expected = output.get("tensor").asText();
        try (TensorSource tensors = file.tensors();
                GoldenModel<TextEncoder> model = TextEncoderModel.load(setup, file, Map.of())) {
            Tensor ids = input("input_ids", tensors).orElseThrow();
            Conditioning got = input("attention_mask", tensors)
                    .map(mask -> model.part().encode(ids, mask, 0))
                    .orElseGet(() -> model.part().encode(ids, 0));
            checks.close(
                    expected,
                    got.require(Conditioning.CONTEXT),
                    tensors.open(expected),
                    output.get("atol").asDouble());
        }
    }

    private Optional<Tensor> input(String name, TensorSource tensors) {
        return Optional.ofNullable(call.get("inputs").get(name))
                .map(input -> tensors.open(input.get("tensor").asText()));
    }
}
