package io.diffusion4j.core.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class GoldenFilesTest {
    private static final Path GOLDENS = Path.of(System.getProperty("goldens"));

    @Test
    void every_golden_file_opens_and_every_tensor_has_its_shape() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(GOLDENS)) {
            files = all.filter(file -> file.toString().endsWith(".safetensors")).toList();
        }
        assertThat(files).hasSizeGreaterThan(100);
        for (Path file : files) {
            try (SafetensorsFile source = SafetensorsFile.open(file)) {
                for (String name : source.names()) {
                    try (Scope scope = Scope.open()) {
                        assertThat(HostData.shape(source.open(name)))
                                .isEqualTo(source.info(name).shapeArray());
                    }
                }
            }
        }
    }

    @Test
    void the_values_are_those_of_the_reference() {
        Path folder = GOLDENS.resolve("formats/variants");
        try (Scope scope = Scope.open();
                TensorSource whole =
                        SafetensorsFile.open(folder.resolve("unet_bf16/diffusion_pytorch_model.safetensors"));
                TensorSource sharded = ShardedSafetensors.open(
                        folder.resolve("unet_sharded/diffusion_pytorch_model.safetensors.index.json"))) {
            assertThat(sharded.names()).isEqualTo(whole.names());
            for (String name : whole.names()) {
                Tensor rounded =
                        sharded.open(name).toType(whole.info(name).dtype().scalarType());
                assertThat(rounded.equal(whole.open(name))).as(name).isTrue();
            }
        }
    }
}
