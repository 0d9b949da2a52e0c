package io.diffusion4j.backbones.dit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.WeightLoader;
import io.diffusion4j.testkit.golden.GoldenFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/** Compares what a ControlNet adds with what the reference's does, for every call of a golden. */
public final class ControlNetGoldens {
    private ControlNetGoldens() {}

    /** The call of a golden, by the reference's names of its arguments. */
    public record Call(TensorSource tensors, JsonNode json) {
        public Tensor input(String argument) {
            return tensors.open(json.at("/inputs/" + argument + "/tensor").asText());
        }

        public double strength() {
            return json.at("/params/conditioning_scale").asDouble();
        }
    }

    /** @param residuals by the name that the golden has for each */
    public static <C> void assertSame(
            String path,
            BiFunction<ReferenceConfig, BuildContext, C> constructor,
            BiFunction<C, Call, Map<String, Tensor>> residuals) {
        Path folder = Goldens.at(path);
        GoldenFile golden = GoldenFile.read(folder.resolve("golden.json"));
        ReferenceConfig config = ReferenceConfigs.read(folder.resolve("config.json"));
        try (Scope scope = Scope.open();
                WeightLoader loader = new WeightLoader(new Device("cpu"), DType.FLOAT32);
                TensorSource weights = Goldens.weights(folder);
                TensorSource calls = Goldens.calls(folder)) {
            C model = loader.load(weights, w -> constructor.apply(config, SmallBackbones.context(w)));
            for (JsonNode json : golden.json().get("calls")) {
                Map<String, Tensor> got = residuals.apply(model, new Call(calls, json));
                assertThat(got).hasSize(json.get("outputs").size());
                json.get("outputs")
                        .properties()
                        .forEach(output -> assertThat(Goldens.furthest(
                                        got.get(output.getKey()),
                                        calls.open(
                                                output.getValue().get("tensor").asText())))
                                .as("%s of %s", output.getKey(), json.get("name"))
                                .isLessThan(output.getValue().get("atol").asDouble()));
            }
        }
    }
}
