package io.diffusion4j.textencoders.clip;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves character references as the HTML standard does, also those without a semicolon. */
final class HtmlEntities {
    private static final Pattern REFERENCE =
            Pattern.compile("&(?:#([0-9]+);?|#[xX]([0-9a-fA-F]+);?|([^\\t\\n\\f <&#;]{1,32};?))");

    /** Named references with their semicolon if they need it, and the numbers with a meaning of their own as #hex. */
    private static final Map<String, String> REFERENCES = references();

    private HtmlEntities() {}

    static String unescape(String text) {
        return text.indexOf('&') < 0
                ? text
                : REFERENCE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(resolve(m)));
    }

    private static String resolve(MatchResult reference) {
        if (reference.group(1) != null) {
            return numbered(reference.group(1), 10);
        }
        return reference.group(2) != null ? numbered(reference.group(2), 16) : named(reference.group(3));
    }

    private static String numbered(String digits, int radix) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        if (significant.length() > 7) {
            return "\uFFFD";
        }
        int number = Integer.parseInt(significant, radix);
        String special = REFERENCES.get("#" + Integer.toHexString(number));
        if (special != null) {
            return special;
        }
        if (number > Character.MAX_CODE_POINT
                || number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE) {
            return "\uFFFD";
        }
        return isForbidden(number) ? "" : Character.toString(number);
    }

    /** Control characters and Unicode's non-characters. */
    private static boolean isForbidden(int number) {
        boolean control = number < 0x20 && number != '\t' && number != '\n' && number != '\f' || number == 0x7F;
        return control || number >= 0xFDD0 && number <= 0xFDEF || (number & 0xFFFE) == 0xFFFE;
    }

    /** The longest known beginning counts: {@code notit;} is {@code ¬} followed by {@code it;}. */
    private static String named(String name) {
        for (int end = name.length(); end > 1; end--) {
            String character = REFERENCES.get(name.substring(0, end));
            if (character != null) {
                return character + name.substring(end);
            }
        }
        return "&" + name;
    }

    private static Map<String, String> references() {
        Map<String, String> references = new HashMap<>();
        for (String line : PackagedText.lines("html-entities.txt.gz")) {
            String[] fields = line.split(" ");
            StringBuilder characters = new StringBuilder();
            for (int i = 1; i < fields.length; i++) {
                characters.appendCodePoint(Integer.parseInt(fields[i], 16));
            }
            references.put(fields[0], characters.toString());
        }
        return Map.copyOf(references);
    }
}
