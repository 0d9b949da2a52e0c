package io.diffusion4j.textencoders.clip;

import io.diffusion4j.core.files.AtomicFile;
import io.diffusion4j.core.settings.SettingsJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a vocabulary as the files of a checkpoint's tokenizer folder, which transformers' CLIPTokenizer reads too. */
public final class ClipTokenizerFiles {
    private static final String VERSION = "#version: 0.2\n";

    private ClipTokenizerFiles() {}

    /** How many tokens there are without any merge: each byte, each byte at the end of a word, the two marks. */
    public static int tokensWithoutMerges() {
        return ClipVocabulary.ofMerges(List.of(), "bytes").size();
    }

    /**
     * Writes {@code vocab.json}, {@code merges.txt}, {@code tokenizer_config.json} and {@code special_tokens_map.json}.
     *
     * @param folder made if missing
     * @param merges each two symbols with a space between; the first are merged first
     * @param length tokens per prompt, with its two marks
     */
    public static void write(Path folder, List<String> merges, int length) throws IOException {
        ClipVocabulary vocabulary = ClipVocabulary.ofMerges(merges, folder.toString());
        Map<String, Object> marks = Map.of(
                "bos_token", ClipVocabulary.START_OF_TEXT,
                "eos_token", ClipVocabulary.END_OF_TEXT,
                "pad_token", ClipVocabulary.END_OF_TEXT,
                "unk_token", ClipVocabulary.END_OF_TEXT);
        Map<String, Object> config = new TreeMap<>(marks);
        config.put("add_prefix_space", false);
        config.put("do_lower_case", true);
        config.put("errors", "replace");
        config.put("model_max_length", length);
        config.put("tokenizer_class", "CLIPTokenizer");
        Files.createDirectories(folder);
        text(folder.resolve("merges.txt"), VERSION + String.join("\n", merges) + "\n");
        text(folder.resolve("vocab.json"), SettingsJson.toJson(vocabulary.ids()));
        text(folder.resolve("tokenizer_config.json"), SettingsJson.toJson(config));
        text(folder.resolve("special_tokens_map.json"), SettingsJson.toJson(marks));
    }

    private static void text(Path file, String content) throws IOException {
        AtomicFile.write(file, channel -> {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        });
    }
}
