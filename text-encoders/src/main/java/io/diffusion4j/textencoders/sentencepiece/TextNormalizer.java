package io.diffusion4j.textencoders.sentencepiece;

import java.nio.charset.StandardCharsets;

/** Text in the form that pieces are cut from: characters replaced, one mark before each word, no other white space. */
record TextNormalizer(CharacterMap characters) {
    /** Stands before each word in place of the white space. */
    static final char WORD = '\u2581';

    String apply(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder normal = new StringBuilder();
        boolean afterSpace = true;
        for (int i = 0; i < utf8.length; ) {
            CharacterMap.Replacement next = characters.next(utf8, i);
            String added = afterSpace ? withoutLeadingSpaces(next.text()) : next.text();
            if (!added.isEmpty()) {
                mark(normal);
                normal.append(added.replace(' ', WORD));
                afterSpace = added.endsWith(" ");
            }
            i += next.length();
        }
        return withoutTrailingMarks(normal);
    }

    /** The first word has its mark as well, unless there is none. */
    private static void mark(StringBuilder normal) {
        if (normal.isEmpty()) {
            normal.append(WORD);
        }
    }

    private static String withoutLeadingSpaces(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        return text.substring(start);
    }

    private static String withoutTrailingMarks(StringBuilder normal) {
        int end = normal.length();
        while (end > 0 && normal.charAt(end - 1) == WORD) {
            end--;
        }
        return normal.substring(0, end);
    }
}
