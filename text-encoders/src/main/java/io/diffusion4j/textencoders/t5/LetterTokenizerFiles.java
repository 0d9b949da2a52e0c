package io.diffusion4j.textencoders.t5;

import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.textencoders.sentencepiece.LetterPieces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A tokenizer of short runs of letters in the form of T5's, for models that understand no language: random ones. */
public final class LetterTokenizerFiles {
    private LetterTokenizerFiles() {}

    /** Writes {@code spiece.model} and {@code tokenizer_config.json}; makes the folder if missing. */
    public static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("spiece.model"), LetterPieces.modelFile());
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                SettingsJson.toJson(Map.of(
                        "eos_token", LetterPieces.END,
                        "pad_token", LetterPieces.PADDING,
                        "unk_token", LetterPieces.UNKNOWN,
                        "model_max_length", 512,
                        "tokenizer_class", "T5Tokenizer")));
    }
}
