package io.diffusion4j.textencoders.sentencepiece;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@code spiece.model} holds, as far as reading prompts needs it. What would change the pieces and is not done
 * here is refused.
 *
 * @param characterMap the compiled replacements of the normalisation; empty where it has none
 */
record ModelFile(List<Piece> pieces, ByteBuffer characterMap) {
    private static final int UNIGRAM = 1;

    /** @throws IllegalArgumentException or java.nio.BufferUnderflowException if it is damaged, or of another kind */
    static ModelFile parse(ByteBuffer content) {
        List<Piece> pieces = new ArrayList<>();
        ByteBuffer characterMap = ByteBuffer.allocate(0);
        for (MessageField field : MessageField.of(content)) {
            switch (field.number()) {
                case 1 -> pieces.add(piece(field.bytes()));
                case 2 -> checkTraining(MessageField.of(field.bytes()));
                case 3 -> characterMap = characterMap(MessageField.of(field.bytes()));
                default -> {}
            }
        }
        if (pieces.stream().filter(p -> p.kind() == Piece.Kind.UNKNOWN).count() != 1) {
            throw new IllegalArgumentException("it must have one piece for unknown text");
        }
        return new ModelFile(List.copyOf(pieces), characterMap);
    }

    private static Piece piece(ByteBuffer message) {
        Piece piece = Piece.of(message);
        if (piece.kind() == Piece.Kind.USER_DEFINED || piece.kind() == Piece.Kind.BYTE) {
            throw unsupported("a piece of the kind " + piece.kind() + " ('" + piece.text() + "')");
        }
        return piece;
    }

    private static void checkTraining(List<MessageField> trainer) {
        for (MessageField field : trainer) {
            switch (field.number()) {
                case 3 -> require(field.integer() == UNIGRAM, "a model that is no unigram model");
                case 24 -> require(!field.flag(), "white space as a suffix of words");
                case 35 -> require(!field.flag(), "unknown characters as bytes");
                default -> {}
            }
        }
    }

    private static ByteBuffer characterMap(List<MessageField> normalizer) {
        ByteBuffer map = ByteBuffer.allocate(0);
        for (MessageField field : normalizer) {
            switch (field.number()) {
                case 2 -> map = field.bytes();
                case 3 -> require(field.flag(), "text without a mark before its first word");
                case 4 -> require(field.flag(), "white space as it is written");
                case 5 -> require(field.flag(), "white space without a mark");
                default -> {}
            }
        }
        return map;
    }

    private static void require(boolean supported, String otherwise) {
        if (!supported) {
            throw unsupported(otherwise);
        }
    }

    private static IllegalArgumentException unsupported(String what) {
        return new IllegalArgumentException(what + " is not supported");
    }
}
