package io.diffusion4j.textencoders.sentencepiece;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Replacements of byte sequences, the longest that fits first: Unicode's compatibility forms and the like, compiled into
 * a double-array trie, Aoe 1989. A unit of the array holds the byte that leads to it, the distance to its children, and
 * whether one of them is a leaf, which holds the place of the replacement.
 */
final class CharacterMap {
    private static final int LEAF = 1 << 8;
    private static final int FAR = 1 << 9;
    private static final int LABEL = 1 << 31 | 0xFF;

    private final int[] units;
    private final byte[] replacements;

    /**
     * @param compiled the size of the trie in bytes, the trie, then the replacements, each with a zero behind it
     * @throws IllegalArgumentException if it is damaged
     */
    CharacterMap(ByteBuffer compiled) {
        ByteBuffer content = compiled.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int size = content.hasRemaining() ? content.getInt() : 0;
        if (size < 0 || size % Integer.BYTES != 0 || size > content.remaining()) {
            throw new IllegalArgumentException("its character map is damaged");
        }
        IntBuffer trie = content.slice(content.position(), size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer();
        units = new int[trie.remaining()];
        trie.get(units);
        content.position(content.position() + size);
        replacements = new byte[content.remaining()];
        content.get(replacements);
    }

    /** @param length how many bytes of the text are replaced, at least one character */
    record Replacement(int length, String text) {}

    /** What stands for the text from there on: a replacement, or the next character itself. */
    Replacement next(byte[] utf8, int from) {
        int length = 0;
        int place = 0;
        int node = units.length == 0 ? -1 : offset(units[0]);
        for (int i = from; i < utf8.length && node >= 0; i++) {
            node = child(node, utf8[i] & 0xFF);
            if (node >= 0 && (units[node] & LEAF) != 0) {
                length = i + 1 - from;
                place = value(node);
            }
            node = node < 0 ? node : node ^ offset(units[node]);
        }
        return length > 0 ? new Replacement(length, replacement(place)) : character(utf8, from);
    }

    /** The unit behind that byte, or -1. */
    private int child(int children, int label) {
        int node = children ^ label;
        return node < units.length && (units[node] & LABEL) == label ? node : -1;
    }

    private int value(int node) {
        int leaf = node ^ offset(units[node]);
        return leaf < units.length ? units[leaf] & Integer.MAX_VALUE : 0;
    }

    private static int offset(int unit) {
        return unit >>> 10 << ((unit & FAR) == 0 ? 0 : 8);
    }

    private String replacement(int place) {
        int start = Math.min(place, replacements.length);
        int end = start;
        while (end < replacements.length && replacements[end] != 0) {
            end++;
        }
        return new String(replacements, start, end - start, StandardCharsets.UTF_8);
    }

    private static Replacement character(byte[] utf8, int from) {
        int end = from + 1;
        while (end < utf8.length && (utf8[end] & 0xC0) == 0x80) {
            end++;
        }
        return new Replacement(end - from, new String(utf8, from, end - from, StandardCharsets.UTF_8));
    }
}
