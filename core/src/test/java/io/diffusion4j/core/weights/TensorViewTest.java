package io.diffusion4j.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorViewTest {
    @TempDir
    Path folder;

    private SafetensorsFile source;

    @BeforeEach
    void write() {
        Path file = folder.resolve("x.safetensors");
        try (Scope scope = Scope.open()) {
            Tensor tensor = HostData.tensor(new float[] {1, 2, 3, 4}, 2, 2, 1, 1);
            SafetensorsWriter.write(file, Map.of("net.w", tensor, "other", tensor), Map.of());
        }
        source = SafetensorsFile.open(file);
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void a_subtree_loses_its_prefix() {
        assertThat(TensorView.below(source, "net").names()).containsExactly("w");
        assertThat(TensorView.below(source, "ne").names()).isEmpty();
    }

    @Test
    void names_can_be_kept_renamed_and_left_out() {
        assertThat(TensorView.keeping(source, name -> name.startsWith("net")).names())
                .containsExactly("net.w");
        TensorView renamed =
                TensorView.renamed(source, name -> name.equals("other") ? Optional.of("o") : Optional.empty());
        assertThat(renamed.names()).containsExactly("o");
        assertThat(renamed.info("o")).isEqualTo(source.info("other"));
        assertThatThrownBy(() -> renamed.open("other"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("no tensor 'other'");
    }

    @Test
    void two_tensors_under_one_name_are_refused() {
        assertThatThrownBy(() -> TensorView.renamed(source, name -> Optional.of("same")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("two tensors stand for 'same'");
        assertThatThrownBy(() -> TensorView.union("both", List.of(source, source)))
                .isInstanceOf(CheckpointException.class);
    }

    @Test
    void halves_change_places() {
        TensorView view = TensorView.mapped(source, part -> Map.of(part.name(), part.halvesSwapped()));
        try (Scope scope = Scope.open()) {
            assertThat(HostData.floats(view.open("other"))).containsExactly(3, 4, 1, 2);
            Tensor copy = HostData.tensor(new float[4], 2, 2, 1, 1);
            view.copyTo("other", copy);
            assertThat(HostData.floats(copy)).containsExactly(3, 4, 1, 2);
        }
        assertThatThrownBy(() -> TensorView.mapped(
                        source, part -> Map.of("x", part.rows(0, 1).halvesSwapped())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no halves");
    }

    @Test
    void a_convolution_of_one_pixel_becomes_a_matrix_without_a_copy() {
        TensorView view = TensorView.mapped(source, part -> Map.of(part.name(), part.reshaped(List.of(2L, 2L))));
        try (Scope scope = Scope.open()) {
            Tensor matrix = view.open("net.w");
            assertThat(HostData.shape(matrix)).containsExactly(2, 2);
            assertThat(matrix.data_ptr().address())
                    .isEqualTo(source.open("net.w").data_ptr().address());
            Tensor copy = HostData.tensor(new double[4], 2, 2);
            view.copyTo("net.w", copy);
            assertThat(HostData.floats(copy)).containsExactly(1, 2, 3, 4);
        }
        assertThatThrownBy(() -> TensorPart.of(source, "other").reshaped(List.of(3L)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rows_can_be_taken_out() {
        TensorView view = TensorView.mapped(source, part -> Map.of(part.name(), part.rows(1, 1)));
        try (Scope scope = Scope.open()) {
            assertThat(HostData.floats(view.open("other"))).containsExactly(3, 4);
            assertThat(view.info("other").shape()).containsExactly(1L, 2L, 1L, 1L);
        }
        assertThatThrownBy(() -> TensorPart.of(source, "other").rows(1, 2))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
