package io.diffusion4j.textencoders.t5;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.textencoders.sentencepiece.SentencePieceModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** T5's tokenizer: text pieces, an end mark, padding. Immutable and safe for several threads. */
final class T5Tokenizer {
    private static final String VOCABULARY = "spiece.model";

    private final SentencePieceModel pieces;
    private final int end;
    private final int pad;

    private T5Tokenizer(SentencePieceModel pieces, T5Settings settings) {
        this.pieces = pieces;
        this.end = settings.endToken();
        this.pad = settings.padToken();
    }

    /**
     * The tokenizer of a checkpoint.
     *
     * @param folder with {@code spiece.model}; a {@code tokenizer.json} beside it holds the same and is not read
     * @throws CheckpointException if the file is missing or damaged
     */
    static T5Tokenizer read(Path folder, T5Settings settings) {
        Path file = folder.resolve(VOCABULARY);
        if (!Files.exists(file)) {
            throw new CheckpointException(
                    "%s is missing; take it from the checkpoint's tokenizer folder (a tokenizer.json alone is not read)"
                            .formatted(file));
        }
        return new T5Tokenizer(SentencePieceModel.read(file), settings);
    }

    /** The prompt's ids as far as they fit, the end mark, then padding: as many ids as that. */
    long[] row(String prompt, int tokens) {
        if (tokens < 1) {
            throw new ConfigurationException("a prompt has at least 1 token, its end mark; got a length of " + tokens);
        }
        int[] ids = pieces.encode(prompt);
        int fitting = Math.min(ids.length, tokens - 1);
        long[] row = new long[tokens];
        Arrays.fill(row, pad);
        for (int i = 0; i < fitting; i++) {
            row[i] = ids[i];
        }
        row[fitting] = end;
        return row;
    }
}
