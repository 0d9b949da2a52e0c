package io.diffusion4j.textencoders.sentencepiece;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A vocabulary of the visible ASCII characters and of all runs of up to three small letters, each with and without the
 * mark of a word's beginning where that leaves few enough of them: about as long pieces as trained vocabularies have.
 */
public final class LetterPieces {
    public static final String PADDING = "<pad>";
    public static final String END = "</s>";
    public static final String UNKNOWN = "<unk>";

    private LetterPieces() {}

    /** The vocabulary as a {@code spiece.model}: padding has the id 0, the end mark 1, what is unknown 2. */
    public static byte[] modelFile() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        pieces().forEach(piece -> file.writeBytes(field(1, message(piece))));
        return file.toByteArray();
    }

    private static List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>(List.of(
                new Piece(PADDING, 0, Piece.Kind.CONTROL),
                new Piece(END, 0, Piece.Kind.CONTROL),
                new Piece(UNKNOWN, 0, Piece.Kind.UNKNOWN)));
        String word = String.valueOf(TextNormalizer.WORD);
        pieces.add(normal(word));
        for (char visible = '!'; visible <= '~'; visible++) {
            pieces.add(normal(String.valueOf(visible)));
        }
        for (char first = 'a'; first <= 'z'; first++) {
            pieces.add(normal(word + first));
            for (char second = 'a'; second <= 'z'; second++) {
                pieces.add(normal("" + first + second));
                pieces.add(normal(word + first + second));
                for (char third = 'a'; third <= 'z'; third++) {
                    pieces.add(normal("" + first + second + third));
                }
            }
        }
        return pieces;
    }

    /** Fewer, longer pieces are always the likelier way to write a word. */
    private static Piece normal(String text) {
        return new Piece(text, -10 - 0.1f * text.length(), Piece.Kind.NORMAL);
    }

    private static byte[] message(Piece piece) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(field(1, piece.text().getBytes(StandardCharsets.UTF_8)));
        message.write(2 << 3 | 5);
        message.writeBytes(ByteBuffer.allocate(Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(piece.score())
                .array());
        message.write(3 << 3);
        message.write(piece.kind().ordinal() + 1);
        return message.toByteArray();
    }

    /** A field of bytes; none here is longer than what one byte can tell. */
    private static byte[] field(int number, byte[] bytes) {
        return ByteBuffer.allocate(2 + bytes.length)
                .put((byte) (number << 3 | 2))
                .put((byte) bytes.length)
                .put(bytes)
                .array();
    }
}
