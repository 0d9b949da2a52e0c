package io.diffusion4j.textencoders.clip;

import java.util.List;
import java.util.stream.IntStream;

/** One printable character for each byte, so that vocabulary files can hold any UTF-8. Radford et al. 2019 (GPT-2). */
final class ByteAlphabet {
    private static final int BYTES = 256;

    /** The bytes in the order of their token ids: those that are printable Latin-1 themselves, then the others. */
    private static final int[] ORDER = IntStream.concat(
                    IntStream.range(0, BYTES).filter(ByteAlphabet::printable),
                    IntStream.range(0, BYTES).filter(b -> !printable(b)))
            .toArray();

    private static final char[] CHARACTERS = characters();

    private ByteAlphabet() {}

    static String character(int unsignedByte) {
        return String.valueOf(CHARACTERS[unsignedByte]);
    }

    /** All characters in the order of their token ids. */
    static List<String> inTokenOrder() {
        return IntStream.of(ORDER).mapToObj(ByteAlphabet::character).toList();
    }

    private static char[] characters() {
        char[] characters = new char[BYTES];
        int stranger = BYTES;
        for (int b : ORDER) {
            characters[b] = (char) (printable(b) ? b : stranger++);
        }
        return characters;
    }

    private static boolean printable(int b) {
        return b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
    }
}
