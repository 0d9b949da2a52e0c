package io.diffusion4j.backbones.dit;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.backbones.dit.BackboneContractTest.Family;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.SafetensorsWriter;
import io.diffusion4j.core.weights.WeightLoader;
import io.diffusion4j.core.weights.WeightShapes;
import io.diffusion4j.testkit.contract.BackboneContract;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every family with its blocks read from a file whenever they run. */
@ParameterizedClass
@MethodSource("io.diffusion4j.backbones.dit.BackboneContractTest#families")
class StreamedBackboneTest extends BackboneContract {
    @TempDir
    Path folder;

    @Parameter
    private Family family;

    private SafetensorsFile file;
    private WeightLoader loader;
    private Backbone backbone;

    @BeforeEach
    void load() {
        file = write(DType.FLOAT32);
        loader = WeightLoader.streaming(new Device("cpu"), DType.FLOAT32);
        backbone = loader.load(file, family.backbone());
    }

    @AfterEach
    void free() {
        loader.close();
        file.close();
    }

    @Override
    protected Backbone backbone() {
        return backbone;
    }

    @Override
    protected Conditioning conditioning(long batch) {
        return new Conditioning(family.conditioning().apply(batch));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "BFLOAT16"})
    void it_gives_the_same_bits_as_with_all_weights_in_memory(DType stored) {
        try (Scope scope = Scope.open();
                SafetensorsFile source = write(stored);
                WeightLoader resident = new WeightLoader(new Device("cpu"), DType.FLOAT32);
                WeightLoader streaming = WeightLoader.streaming(new Device("cpu"), DType.FLOAT32)) {
            Backbone whole = resident.load(source, family.backbone());
            Backbone streamed = streaming.load(source, family.backbone());
            for (int i = 0; i < 3; i++) {
                assertThat(HostData.floats(forward(streamed))).isEqualTo(HostData.floats(forward(whole)));
            }
        }
    }

    private Tensor forward(Backbone model) {
        long size = model.info().sampleSize();
        return model.forward(
                rows(11, 2, model.info().inChannels(), size, size),
                HostData.tensor(new float[] {900, 500}, 2),
                conditioning(2));
    }

    private SafetensorsFile write(DType dtype) {
        Path path = folder.resolve(dtype + ".safetensors");
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> tensors = new HashMap<>();
            Map<String, List<Long>> shapes = WeightShapes.of(family.backbone(), name -> true);
            shapes.forEach((name, shape) -> tensors.put(
                    name,
                    new SeededWeights()
                            .get(name, shape.stream().mapToLong(Long::longValue).toArray())
                            .toType(dtype.scalarType())));
            SafetensorsWriter.write(path, tensors, Map.of());
        }
        return SafetensorsFile.open(path);
    }
}
