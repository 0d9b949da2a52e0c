package io.diffusion4j.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsHostileFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | 4 | truncated
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | 9 | 1 bytes after the last tensor
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}} | 4 | its offsets are 0 to 4
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}} | 8 | its offsets are 8 to 0
            {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}} | 8 | negative number -2
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}} | 8 | negative number -8
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}} | 8 | two data_offsets
            {"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}} | 8 | something else than integers
            {"a":{"dtype":"F32","shape":"2","data_offsets":[0,8]}} | 8 | not a list
            {"a":{"dtype":"F32","shape":[9223372036854775807,4],"data_offsets":[0,8]}} | 8 | its offsets are
            {"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}} | 8 | not proper JSON
            {"a":{"dtype":"C128","shape":[2],"data_offsets":[0,8]}} | 8 | 'a' has the dtype C128
            {"a":{"dtype":7,"shape":[2],"data_offsets":[0,8]}} | 8 | not a string
            {"a":{"shape":[2],"data_offsets":[0,8]}} | 8 | lacks dtype
            {"a":7} | 0 | not an object
            {"__metadata__":{"a":1}} | 0 | not a string
            {"__metadata__":7} | 0 | not an object
            {"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}} | 6 | overlaps
            {"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[6,10]}} | 10 | gap before 'b'
            {"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}} | 1 | Duplicate
            [1,2] | 0 | not a JSON object
            {} {} | 0 | after its header
            nonsense | 0 | not proper JSON
            {"a": | 0 | not proper JSON
            """)
    void a_header_that_lies_is_refused(String header, int dataBytes, String reason) throws IOException {
        Path file = write(header, header.getBytes(StandardCharsets.UTF_8).length, dataBytes);
        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "9", "100000001", "9223372036854775807"})
    void a_header_length_that_does_not_fit_the_file_is_refused(long length) throws IOException {
        Path file = write("{}", length, 4);
        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("a header of");
    }

    @Test
    void a_header_above_the_limit_is_refused_without_being_read() throws IOException {
        Path file = folder.resolve("sparse.safetensors");
        try (var out = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(200_000_000);
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(150_000_000)
                    .array());
        }
        assertThatThrownBy(() -> SafetensorsFile.open(file)).hasMessageContaining("the limit is 100000000");
    }

    @Test
    void deep_nesting_is_refused_without_recursion() throws IOException {
        String header = "{\"a\":{\"extra\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}";
        Path file = write(header, header.length(), 0);
        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("nesting");
    }

    @Test
    void empty_short_and_missing_files_are_refused() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThatThrownBy(() -> SafetensorsFile.open(empty)).hasMessageContaining("only 0 bytes");
        assertThatThrownBy(() -> SafetensorsFile.open(folder.resolve("none"))).hasMessageContaining("no such file");
        assertThatThrownBy(() -> SafetensorsFile.open(folder)).isInstanceOf(CheckpointException.class);
    }

    @Test
    void a_file_without_tensors_and_padding_after_the_header_are_fine() throws IOException {
        assertThat(SafetensorsFile.open(write("{}      ", 8, 0)).names()).isEmpty();
    }

    @Test
    void unknown_fields_of_an_entry_are_passed_over() throws IOException {
        String header = "{\"a\":{\"dtype\":\"U8\",\"later\":{\"x\":[1]},\"shape\":[],\"data_offsets\":[0,1]}}";
        assertThat(SafetensorsFile.open(write(header, header.length(), 1)).names())
                .containsExactly("a");
    }

    private Path write(String header, long headerLength, int dataBytes) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(headerLength).put(text);
        return Files.write(folder.resolve("x.safetensors"), bytes.array());
    }
}
