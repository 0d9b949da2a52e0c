package io.diffusion4j.textencoders.clip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The words that CLIP's tokenizer finds in a text, before any merge: what a vocabulary is learned from. */
public final class PromptWords {
    private static final WordSplitter SPLITTER =
            new WordSplitter(List.of(ClipVocabulary.START_OF_TEXT, ClipVocabulary.END_OF_TEXT));

    private PromptWords() {}

    /** Each word as its symbols: a character for each byte of its UTF-8, the last with the end-of-word mark. */
    public static Stream<List<String>> of(String text) {
        return SPLITTER.split(PromptNormalization.NFC.apply(text))
                .filter(word -> !word.equals(ClipVocabulary.START_OF_TEXT) && !word.equals(ClipVocabulary.END_OF_TEXT))
                .map(PromptWords::symbols);
    }

    private static List<String> symbols(String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        List<String> symbols = new ArrayList<>(utf8.length);
        for (byte b : utf8) {
            symbols.add(ByteAlphabet.character(b & 0xFF));
        }
        symbols.set(utf8.length - 1, symbols.get(utf8.length - 1) + ClipVocabulary.END_OF_WORD);
        return symbols;
    }
}
