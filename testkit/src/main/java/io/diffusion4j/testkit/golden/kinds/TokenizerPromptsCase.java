package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenModel;
import io.diffusion4j.testkit.golden.GoldenSetup;
import io.diffusion4j.testkit.golden.Unsupported;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rows that an encoder makes of prompts. Prompts whose ids depend on whether HTML is unescaped are left out: no ids
 * of the small vocabulary are stored for those that leave it as it is.
 */
record TokenizerPromptsCase(String name, GoldenFile file) implements GoldenCase {
    static final String IDS = "small_ids";
    private static final String VOCABULARY = "clip-bpe-small";

    @Override
    public void run(GoldenSetup setup, Checks checks) {
        JsonNode vocabulary = GoldenFile.read(file.folder().resolve(VOCABULARY).resolve("vocab.json"))
                .json();
        try (GoldenModel<TextEncoder> model = TextEncoderModel.load(setup, encoder(), Map.of())) {
            int number = 0;
            for (JsonNode prompt : file.json().get("prompts")) {
                if (!prompt.has("ids_nfc_no_unescape")) {
                    double[] got = HostData.doubles(
                            model.part().tokenize(List.of(prompt.get("text").asText())));
                    checks.close("prompts." + number, got, row(prompt, vocabulary), 0);
                }
                number++;
            }
        }
    }

    /** The ids between the marks, cut off to leave room for them, filled up with the end mark. */
    private static double[] row(JsonNode prompt, JsonNode vocabulary) {
        double[] row = new double[prompt.get("input_ids_77").size()];
        Arrays.fill(row, vocabulary.get("<|endoftext|>").asInt());
        row[0] = vocabulary.get("<|startoftext|>").asInt();
        JsonNode ids = prompt.get(IDS);
        for (int i = 0; i < Math.min(ids.size(), row.length - 2); i++) {
            row[i + 1] = ids.get(i).asInt();
        }
        return row;
    }

    private GoldenFile encoder() {
        try (Stream<Path> folders = Files.list(file.folder())) {
            return folders.sorted()
                    .filter(folder -> Files.exists(folder.resolve("model.safetensors")))
                    .map(folder -> GoldenFile.read(folder.resolve("golden.json")))
                    .filter(golden -> golden.json().path("tokenizer").asText().equals(VOCABULARY)
                            && golden.json().path("pad_id").isNull())
                    .findFirst()
                    .orElseThrow(() -> new Unsupported("no encoder with the vocabulary " + VOCABULARY + " beside it"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
