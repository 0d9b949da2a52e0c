package io.diffusion4j.textencoders.clip;

import java.util.Collection;
import java.util.Comparator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Splits a cleaned prompt into special tokens and words: contractions, runs of letters, digits, runs of the rest. */
final class WordSplitter {
    private static final Pattern WORD =
            Pattern.compile("'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\p{IsWhite_Space}\\p{L}\\p{N}]+");

    private final Pattern special;

    /** @param specialTokens taken whole wherever they occur, the longest first */
    WordSplitter(Collection<String> specialTokens) {
        special = Pattern.compile(specialTokens.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    }

    Stream<String> split(String text) {
        Stream.Builder<Stream<String>> parts = Stream.builder();
        Matcher matcher = special.matcher(text);
        int end = 0;
        while (matcher.find()) {
            parts.add(words(text.substring(end, matcher.start())));
            parts.add(Stream.of(matcher.group()));
            end = matcher.end();
        }
        parts.add(words(text.substring(end)));
        return parts.build().flatMap(part -> part);
    }

    private static Stream<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group);
    }
}
