package io.diffusion4j.textencoders.sentencepiece;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A field of a message in the wire format of Protocol Buffers.
 *
 * @param number the field's number
 * @param value what a field of a number holds, as its bits
 * @param bytes what a field of a text, a block of bytes or another message holds
 */
record MessageField(int number, long value, ByteBuffer bytes) {
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    /** @throws java.nio.BufferUnderflowException or IllegalArgumentException if it is no message */
    static List<MessageField> of(ByteBuffer message) {
        ByteBuffer rest = message.slice().order(ByteOrder.LITTLE_ENDIAN);
        List<MessageField> fields = new ArrayList<>();
        while (rest.hasRemaining()) {
            fields.add(next(rest));
        }
        return fields;
    }

    private static MessageField next(ByteBuffer rest) {
        long tag = varint(rest);
        int number = (int) (tag >>> 3);
        int wireType = (int) (tag & 7);
        return switch (wireType) {
            case 0 -> new MessageField(number, varint(rest), NONE);
            case 1 -> new MessageField(number, rest.getLong(), NONE);
            case 2 -> new MessageField(number, 0, block(rest, varint(rest)));
            case 5 -> new MessageField(number, rest.getInt(), NONE);
            default -> throw new IllegalArgumentException("no field is of wire type " + wireType);
        };
    }

    /** Seven bits in each byte, the lowest first; the highest bit says that more follow. */
    private static long varint(ByteBuffer rest) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = rest.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number has more than 64 bits");
    }

    private static ByteBuffer block(ByteBuffer rest, long length) {
        if (length < 0 || length > rest.remaining()) {
            throw new IllegalArgumentException(
                    "a block of %d bytes where %d are left".formatted(length, rest.remaining()));
        }
        ByteBuffer block = rest.slice(rest.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        rest.position(rest.position() + (int) length);
        return block;
    }

    boolean flag() {
        return value != 0;
    }

    int integer() {
        return (int) value;
    }

    float decimal() {
        return Float.intBitsToFloat((int) value);
    }

    String text() {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
