package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenModel;
import io.diffusion4j.testkit.golden.GoldenSetup;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.bytedeco.pytorch.Tensor;

/** Whole prompts, and rows that are cut off or filled up to two lengths, with their masks. */
record T5TokenizerCase(String name, GoldenFile file) implements GoldenCase {
    private static final int[] LENGTHS = {16, 77};

    @Override
    public void run(GoldenSetup setup, Checks checks) {
        try (GoldenModel<TextEncoder> model = TextEncoderModel.load(setup, encoder(), Map.of())) {
            int number = 0;
            for (JsonNode prompt : file.json().get("prompts")) {
                compare("prompts." + number, prompt, model.part(), checks);
                number++;
            }
        }
    }

    private GoldenFile encoder() {
        return GoldenFile.read(file.folder().resolveSibling("encoder").resolve("golden.json"));
    }

    private static void compare(String name, JsonNode prompt, TextEncoder encoder, Checks checks) {
        List<String> text = List.of(prompt.get("text").asText());
        double[] whole = numbers(prompt.get("ids"));
        checks.close(name + ".ids", HostData.doubles(encoder.tokenize(text, whole.length)), whole, 0);
        for (int length : LENGTHS) {
            Tensor ids = encoder.tokenize(text, length);
            checks.close(name + ".row", HostData.doubles(ids), numbers(prompt.get("input_ids_" + length)), 0);
            double sum = Arrays.stream(HostData.doubles(encoder.mask(ids))).sum();
            checks.close(
                    name + ".mask",
                    new double[] {sum},
                    new double[] {prompt.get("mask_sum_" + length).asDouble()},
                    0);
        }
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }
}
