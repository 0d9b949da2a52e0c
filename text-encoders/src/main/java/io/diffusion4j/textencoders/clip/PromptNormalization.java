package io.diffusion4j.textencoders.clip;

import java.text.Normalizer;
import java.util.Locale;

/** How a prompt is cleaned before it is split into words. Both forms lower its case. */
public enum PromptNormalization {
    /** Unicode composition (NFC), as the Hugging Face tokenizers do. */
    NFC {
        @Override
        String clean(String prompt) {
            return Normalizer.normalize(prompt, Normalizer.Form.NFC);
        }
    },
    /** HTML character references resolved twice and no composition, as OpenAI's original code does. */
    HTML_UNESCAPE {
        @Override
        String clean(String prompt) {
            return HtmlEntities.unescape(HtmlEntities.unescape(prompt));
        }
    };

    abstract String clean(String prompt);

    String apply(String prompt) {
        return strip(clean(prompt)).toLowerCase(Locale.ROOT);
    }

    /** Python's idea of white space: unlike the one between words, it includes the ASCII separators 1C to 1F. */
    private static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
