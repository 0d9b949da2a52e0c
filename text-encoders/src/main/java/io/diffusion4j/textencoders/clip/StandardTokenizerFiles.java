package io.diffusion4j.textencoders.clip;

import io.diffusion4j.core.settings.SettingsJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** CLIP's own vocabulary as the files of a checkpoint's tokenizer folder. */
public final class StandardTokenizerFiles {
    private StandardTokenizerFiles() {}

    /** Writes {@code vocab.json}, {@code merges.txt} and {@code tokenizer_config.json}; makes the folder if missing. */
    public static void write(Path folder) throws IOException {
        List<String> lines = PackagedText.lines("merges.txt.gz");
        ClipVocabulary vocabulary = ClipVocabulary.ofMerges(lines.subList(1, lines.size()), folder.toString());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("merges.txt"), String.join("\n", lines) + "\n");
        Files.writeString(folder.resolve("vocab.json"), SettingsJson.toJson(vocabulary.ids()));
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                SettingsJson.toJson(Map.of(
                        "bos_token", ClipVocabulary.START_OF_TEXT,
                        "eos_token", ClipVocabulary.END_OF_TEXT,
                        "pad_token", ClipVocabulary.END_OF_TEXT,
                        "unk_token", ClipVocabulary.END_OF_TEXT,
                        "model_max_length", 77,
                        "tokenizer_class", "CLIPTokenizer")));
    }
}
