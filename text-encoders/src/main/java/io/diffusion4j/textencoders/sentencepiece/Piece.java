package io.diffusion4j.textencoders.sentencepiece;

import java.nio.ByteBuffer;

/**
 * An entry of the vocabulary; its position is its id.
 *
 * @param score the logarithm of its probability
 */
record Piece(String text, float score, Kind kind) {
    /** In the order of their numbers in model files, from 1. */
    enum Kind {
        NORMAL,
        UNKNOWN,
        CONTROL,
        USER_DEFINED,
        UNUSED,
        BYTE
    }

    static Piece of(ByteBuffer message) {
        String text = "";
        float score = 0;
        Kind kind = Kind.NORMAL;
        for (MessageField field : MessageField.of(message)) {
            switch (field.number()) {
                case 1 -> text = field.text();
                case 2 -> score = field.decimal();
                case 3 -> kind = kind(field.integer());
                default -> {}
            }
        }
        return new Piece(text, score, kind);
    }

    private static Kind kind(int number) {
        if (number < 1 || number > Kind.values().length) {
            throw new IllegalArgumentException("no piece is of kind " + number);
        }
        return Kind.values()[number - 1];
    }
}
