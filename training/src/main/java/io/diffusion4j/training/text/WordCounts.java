package io.diffusion4j.training.text;

import io.diffusion4j.textencoders.clip.PromptWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How often each word occurs in captions; a word is the symbols of {@link PromptWords}. */
record WordCounts(Map<List<String>, Long> counts) {
    static WordCounts of(Stream<String> captions) {
        Map<String, Long> counts = new TreeMap<>();
        captions.flatMap(PromptWords::of).forEach(word -> counts.merge(String.join(" ", word), 1L, Long::sum));
        Map<List<String>, Long> words = new LinkedHashMap<>();
        counts.forEach((word, count) -> words.put(List.of(word.split(" ")), count));
        return new WordCounts(words);
    }
}
