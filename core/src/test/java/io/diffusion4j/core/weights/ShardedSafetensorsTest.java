package io.diffusion4j.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardedSafetensorsTest {
    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void writeShards() throws IOException {
        folder = Files.createDirectory(temp.resolve("model"));
        try (Scope scope = Scope.open()) {
            SafetensorsWriter.write(
                    folder.resolve("1.safetensors"), Map.of("a", HostData.tensor(new float[] {1}, 1)), Map.of());
            SafetensorsWriter.write(
                    folder.resolve("2.safetensors"), Map.of("b", HostData.tensor(new float[] {2}, 1)), Map.of());
        }
        Files.copy(folder.resolve("1.safetensors"), temp.resolve("outside.safetensors"));
    }

    @Test
    void tensors_come_from_their_shards() throws IOException {
        Path index = index("{\"metadata\":{},\"weight_map\":{\"a\":\"1.safetensors\",\"b\":\"2.safetensors\"}}");
        try (Scope scope = Scope.open();
                TensorSource source = ShardedSafetensors.open(index)) {
            assertThat(source.names()).containsExactlyInAnyOrder("a", "b");
            assertThat(HostData.floats(source.open("b"))).containsExactly(2);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"weight_map":{"a":"3.safetensors"}} | '3.safetensors' is missing
            {"weight_map":{"a":"2.safetensors"}} | which does not hold it
            {"weight_map":{"a":"../outside.safetensors"}} | outside the index's folder
            {"weight_map":{"a":"/etc/passwd"}} | outside the index's folder
            {"weight_map":{"a":7}} | not a string
            {"weight_map":[]} | no weight_map
            {} | no weight_map
            {"weight_map":{"a":"1.safetensors","a":"2.safetensors"}} | Duplicate
            nonsense | not proper JSON
            """)
    void an_index_that_does_not_fit_is_refused(String json, String reason) throws IOException {
        Path index = index(json);
        assertThatThrownBy(() -> ShardedSafetensors.open(index))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(index.toString())
                .hasMessageContaining(reason);
    }

    private Path index(String json) throws IOException {
        return Files.writeString(folder.resolve("model.safetensors.index.json"), json);
    }
}
