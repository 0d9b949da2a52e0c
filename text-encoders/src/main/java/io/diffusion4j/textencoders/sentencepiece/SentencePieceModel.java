package io.diffusion4j.textencoders.sentencepiece;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.files.IoReason;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A vocabulary of text pieces with their likelihoods, and how text is cleaned before it is cut into them. It takes any
 * string. Immutable and safe for several threads.
 */
public final class SentencePieceModel {
    private final List<Piece> pieces;
    private final TextNormalizer normalizer;
    private final UnigramModel unigrams;

    private SentencePieceModel(ModelFile file) {
        pieces = file.pieces();
        normalizer = new TextNormalizer(new CharacterMap(file.characterMap()));
        unigrams = new UnigramModel(pieces);
    }

    /**
     * Reads a file such as {@code spiece.model}.
     *
     * @throws CheckpointException if it is missing, damaged or of a kind that is not supported
     */
    public static SentencePieceModel read(Path file) {
        try {
            return new SentencePieceModel(ModelFile.parse(ByteBuffer.wrap(Files.readAllBytes(file))));
        } catch (IOException e) {
            throw unreadable(file, IoReason.of(e), e);
        } catch (BufferUnderflowException e) {
            throw unreadable(file, "the file is cut off", e);
        } catch (IllegalArgumentException e) {
            throw unreadable(file, e.getMessage(), e);
        }
    }

    /** The ids of the text's pieces, without marks. Special pieces written out, such as {@code </s>}, are text. */
    public int[] encode(String text) {
        return unigrams.encode(normalizer.apply(text));
    }

    /** The number of pieces; ids are below it. */
    public int size() {
        return pieces.size();
    }

    private static CheckpointException unreadable(Path file, String reason, Exception cause) {
        return new CheckpointException(
                "%s is no vocabulary of a tokenizer that can be read here (%s); take it from the checkpoint again"
                        .formatted(file, reason),
                cause);
    }
}
