package io.diffusion4j.textencoders.clip;

import io.diffusion4j.core.error.CheckpointException;

/**
 * The tokens that are not words, and the length that a prompt is brought to.
 *
 * @param length tokens per prompt, with the first and the last mark
 */
record SpecialTokens(String begin, String end, String pad, String unknown, int length) {
    static final SpecialTokens STANDARD = new SpecialTokens(
            ClipVocabulary.START_OF_TEXT,
            ClipVocabulary.END_OF_TEXT,
            ClipVocabulary.END_OF_TEXT,
            ClipVocabulary.END_OF_TEXT,
            77);

    SpecialTokens {
        if (length < 2) {
            throw new CheckpointException("model_max_length of the tokenizer must be 2 or more, got " + length);
        }
    }

    SpecialTokens withPad(String token) {
        return new SpecialTokens(begin, end, token, unknown, length);
    }

    SpecialTokens withLength(int other) {
        return new SpecialTokens(begin, end, pad, unknown, other);
    }

    SpecialTokens withLengthAtMost(int most) {
        return withLength(Math.min(length, most));
    }
}
