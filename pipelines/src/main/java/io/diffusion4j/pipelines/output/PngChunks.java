package io.diffusion4j.pipelines.output;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/** The chunk structure of PNG files: W3C PNG third edition, sections 5 and 11.3.3. */
final class PngChunks {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final Set<String> TEXT_TYPES = Set.of("tEXt", "zTXt", "iTXt");
    private static final int MAX_TEXT_BYTES = 64 << 20;

    private PngChunks() {}

    static void write(DataOutputStream out, String type, byte[] data) throws IOException {
        out.writeInt(data.length);
        out.write(type.getBytes(StandardCharsets.US_ASCII));
        out.write(data);
        out.writeInt(checksum(type, data));
    }

    private static int checksum(String type, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(data);
        return (int) crc.getValue();
    }

    /** Writes tEXt where Latin-1 can hold the text, else iTXt. */
    static void writeText(DataOutputStream out, String keyword, String text) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(keyword.getBytes(StandardCharsets.ISO_8859_1));
        data.write(0);
        if (StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)) {
            data.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            write(out, "tEXt", data.toByteArray());
        } else {
            data.writeBytes(new byte[4]); // not compressed, no language, no translated keyword
            data.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            write(out, "iTXt", data.toByteArray());
        }
    }

    /** All texts of a PNG file by keyword. Fails with IOException if it is no PNG file or is cut off. */
    static Map<String, String> readTexts(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        byte[] signature = in.readNBytes(SIGNATURE.length);
        if (!java.util.Arrays.equals(signature, SIGNATURE)) {
            throw new IOException("not a PNG file");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        while (true) {
            int length = in.readInt();
            String type = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
            if (type.equals("IEND")) {
                in.readInt();
                return texts;
            }
            if (TEXT_TYPES.contains(type)) {
                byte[] data = body(in, length);
                if (in.readInt() != checksum(type, data)) {
                    throw new IOException("a text chunk is damaged");
                }
                readText(type, data, texts);
            } else {
                skip(in, length);
                in.readInt();
            }
        }
    }

    private static byte[] body(DataInputStream in, int length) throws IOException {
        if (length < 0 || length > MAX_TEXT_BYTES) {
            throw new IOException("a text chunk of " + Integer.toUnsignedString(length) + " bytes is too large");
        }
        byte[] data = in.readNBytes(length);
        if (data.length < length) {
            throw new EOFException("the file is cut off");
        }
        return data;
    }

    private static void skip(DataInputStream in, int length) throws IOException {
        if (length < 0) {
            throw new IOException("a chunk has the impossible length " + Integer.toUnsignedString(length));
        }
        in.skipNBytes(length);
    }

    private static void readText(String type, byte[] data, Map<String, String> texts) throws IOException {
        int end = zero(data, 0);
        String keyword = new String(data, 0, end, StandardCharsets.ISO_8859_1);
        switch (type) {
            case "tEXt" ->
                texts.put(keyword, new String(data, end + 1, data.length - end - 1, StandardCharsets.ISO_8859_1));
            case "zTXt" -> texts.put(keyword, new String(inflate(data, end + 2), StandardCharsets.ISO_8859_1));
            case "iTXt" -> {
                int start = zero(data, zero(data, end + 3) + 1) + 1;
                byte[] text = data[end + 1] == 1
                        ? inflate(data, start)
                        : java.util.Arrays.copyOfRange(data, start, data.length);
                texts.put(keyword, new String(text, StandardCharsets.UTF_8));
            }
            default -> {
                // Other chunks hold no text.
            }
        }
    }

    private static byte[] inflate(byte[] data, int from) throws IOException {
        var inflater =
                new InflaterInputStream(new java.io.ByteArrayInputStream(data, from, Math.max(0, data.length - from)));
        return inflater.readNBytes(MAX_TEXT_BYTES);
    }

    private static int zero(byte[] data, int from) throws IOException {
        for (int i = from; i < data.length; i++) {
            if (data[i] == 0) {
                return i;
            }
        }
        throw new IOException("a text chunk is damaged");
    }
}
