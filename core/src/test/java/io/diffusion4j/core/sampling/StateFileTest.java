package io.diffusion4j.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    @TempDir
    Path folder;

    @Test
    void a_state_is_read_as_it_was_written() {
        Path file = folder.resolve("state.safetensors");
        try (Scope scope = Scope.open()) {
            Tensor sample = HostData.tensor(new float[] {1, -2, 0.1f, 3e-20f}, 1, 1, 2, 2);
            Tensor scalar = HostData.tensor(new double[] {Math.PI});
            SamplerState state = new SamplerState(
                    7, 3, sample, Optional.of(sample.to(ScalarType.BFloat16)), List.of(scalar, sample.neg()));

            StateFile.write(state, "fox", file);
            SamplerState read = StateFile.read(file, "fox");

            assertThat(read.index()).isEqualTo(7);
            assertThat(read.draws()).isEqualTo(3);
            assertThat(read.sample().equal(sample)).isTrue();
            assertThat(read.predictedOriginal().orElseThrow().scalar_type().intern())
                    .isEqualTo(ScalarType.BFloat16);
            assertThat(read.history()).hasSize(2);
            assertThat(HostData.doubles(read.history().get(0))).containsExactly(Math.PI);
            assertThat(read.history().get(1).equal(sample.neg())).isTrue();
        }
    }

    @Test
    void a_state_without_history_has_none_when_read() {
        Path file = folder.resolve("state.safetensors");
        try (Scope scope = Scope.open()) {
            StateFile.write(SamplerState.begin(HostData.tensor(new float[] {1}, 1), 0), "fox", file);
            SamplerState read = StateFile.read(file, "fox");
            assertThat(read.predictedOriginal()).isEmpty();
            assertThat(read.history()).isEmpty();
        }
    }

    @Test
    void another_file_is_refused() {
        Path file = folder.resolve("other.safetensors");
        try (Scope scope = Scope.open()) {
            Tensor tensor = HostData.tensor(new float[] {1}, 1);
            SafetensorsWriter.write(file, Map.of("weight", tensor), Map.of());
            assertThatThrownBy(() -> StateFile.read(file, "fox"))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("no tensor 'sample'");
            SafetensorsWriter.write(file, Map.of("sample", tensor), Map.of("run", "fox", "index", "one"));
            assertThatThrownBy(() -> StateFile.read(file, "fox")).hasMessageContaining("index = one");
        }
    }

    @Test
    void the_state_of_another_run_is_refused() {
        Path file = folder.resolve("state.safetensors");
        try (Scope scope = Scope.open()) {
            StateFile.write(SamplerState.begin(HostData.tensor(new float[] {1}, 1), 0), "fox", file);
            assertThatThrownBy(() -> StateFile.read(file, "hen"))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("other settings");
        }
    }
}
