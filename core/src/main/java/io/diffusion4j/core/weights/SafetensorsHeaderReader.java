package io.diffusion4j.core.weights;

import static io.diffusion4j.core.weights.SafetensorsHeader.damaged;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.weights.SafetensorsHeader.Claim;
import io.diffusion4j.core.weights.SafetensorsHeader.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the JSON header of a safetensors file and believes nothing of it. */
final class SafetensorsHeaderReader {
    static final int PREFIX_BYTES = Long.BYTES;
    static final long MAX_HEADER_BYTES = 100_000_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength((int) MAX_HEADER_BYTES)
                    .build())
            .build();

    private final String location;
    private final List<Claim> claims = new ArrayList<>();
    private final Map<String, String> metadata = new HashMap<>();

    private SafetensorsHeaderReader(String location) {
        this.location = location;
    }

    static SafetensorsHeader read(Path file) {
        return new SafetensorsHeaderReader(file.toString()).header(file);
    }

    private SafetensorsHeader header(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(location + ": there is no such file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            long length = headerLength(in.readNBytes(PREFIX_BYTES), size);
            byte[] json = in.readNBytes((int) length);
            try (JsonParser parser = JSON.createParser(json)) {
                parse(parser);
            }
            long dataStart = PREFIX_BYTES + length;
            Map<String, Entry> entries = new HashMap<>();
            claims.forEach(claim -> entries.put(claim.name(), new Entry(info(claim), dataStart + claim.begin())));
            SafetensorsHeader.checkLayout(location, claims, size - dataStart);
            return new SafetensorsHeader(entries, metadata);
        } catch (JsonProcessingException e) {
            throw new CheckpointException(
                    damaged(location, "its header is not proper JSON: " + e.getOriginalMessage())
                            .getMessage(),
                    e);
        } catch (IOException e) {
            throw new CheckpointException(location + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private long headerLength(byte[] prefix, long fileSize) {
        if (prefix.length < PREFIX_BYTES) {
            throw damaged(location, "it has only " + fileSize + " bytes");
        }
        long length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > fileSize - PREFIX_BYTES) {
            throw damaged(location, "a header of " + Long.toUnsignedString(length) + " bytes in a file of " + fileSize);
        }
        if (length > MAX_HEADER_BYTES) {
            throw damaged(location, "a header of " + length + " bytes; the limit is " + MAX_HEADER_BYTES);
        }
        return length;
    }

    private void parse(JsonParser parser) throws IOException {
        require(parser.nextToken() == JsonToken.START_OBJECT, "its header is not a JSON object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("__metadata__")) {
                readMetadata(parser);
            } else {
                claims.add(claim(name, parser));
            }
        }
        require(parser.nextToken() == null, "there is something after its header's JSON object");
    }

    private void readMetadata(JsonParser parser) throws IOException {
        require(parser.currentToken() == JsonToken.START_OBJECT, "__metadata__ is not an object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            require(parser.nextToken() == JsonToken.VALUE_STRING, "__metadata__ '" + key + "' is not a string");
            metadata.put(key, parser.getText());
        }
    }

    private Claim claim(String name, JsonParser parser) throws IOException {
        require(parser.currentToken() == JsonToken.START_OBJECT, "the entry of '" + name + "' is not an object");
        String dtype = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "dtype" -> {
                    require(value == JsonToken.VALUE_STRING, "the dtype of '" + name + "' is not a string");
                    dtype = parser.getText();
                }
                case "shape" -> shape = counts(parser, "the shape of '" + name + "'");
                case "data_offsets" -> offsets = counts(parser, "the offsets of '" + name + "'");
                default -> parser.skipChildren();
            }
        }
        require(
                dtype != null && shape != null && offsets != null && offsets.size() == 2,
                "'" + name + "' lacks dtype, shape or its two data_offsets");
        return new Claim(name, dtype, shape, offsets.get(0), offsets.get(1));
    }

    private List<Long> counts(JsonParser parser, String what) throws IOException {
        require(parser.currentToken() == JsonToken.START_ARRAY, what + " are not a list");
        List<Long> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser.currentToken() == JsonToken.VALUE_NUMBER_INT, what + " hold something else than integers");
            long value = parser.getLongValue();
            require(value >= 0, what + " hold the negative number " + value);
            values.add(value);
        }
        return values;
    }

    private TensorInfo info(Claim claim) {
        DType dtype = DType.ofSafetensorsName(claim.dtype())
                .orElseThrow(() -> new CheckpointException(location + ": '" + claim.name() + "' has the dtype "
                        + claim.dtype() + ", which is not supported; convert the file to F32, F16 or BF16"));
        TensorInfo info = new TensorInfo(dtype, claim.shape());
        require(
                claim.end() >= claim.begin() && bytes(info) == claim.end() - claim.begin(),
                "'" + claim.name() + "' has shape " + claim.shape() + " of " + claim.dtype() + ", but its offsets are "
                        + claim.begin() + " to " + claim.end());
        return info;
    }

    private static long bytes(TensorInfo info) {
        try {
            return info.bytes();
        } catch (ArithmeticException overflow) {
            return -1;
        }
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw damaged(location, otherwise);
        }
    }
}
