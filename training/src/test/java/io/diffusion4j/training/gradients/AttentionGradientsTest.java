package io.diffusion4j.training.gradients;

import static io.diffusion4j.training.gradients.GradientCheck.leaf;
import static io.diffusion4j.training.gradients.GradientCheck.normal;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttentionGradientsTest {
    static {
        Natives.start();
    }

    static AttentionKernel kernel(String type) {
        AttentionProvider<?> provider = ServiceProviders.ofClassPath()
                .find(AttentionProvider.class, type)
                .orElseThrow();
        return Part.ofDefaults(provider)
                .create(AttentionKernel.class, PartContext.bare(new Device("cpu"), DType.FLOAT64));
    }

    @ParameterizedTest(name = "{0}, masked: {1}")
    @CsvSource({
        "math, false",
        "math, true",
        "sliced, false",
        "sliced, true",
        "flash, false",
        "flash, true",
        "auto, false"
    })
    void of_query_key_and_value(String type, boolean masked) {
        try (Scope scope = Scope.open()) {
            Tensor query = leaf(1, 2, 3, 5, 4);
            Tensor key = leaf(2, 2, 3, 7, 4);
            Tensor value = leaf(3, 2, 3, 7, 4);
            Optional<Tensor> mask = masked ? Optional.of(normal(4, 2, 1, 5, 7)) : Optional.empty();
            AttentionKernel kernel = kernel(type);
            new GradientCheck(6)
                    .of(
                            Map.of("query", query, "key", key, "value", value),
                            () -> kernel.attend(query, key, value, mask, 0.5));
        }
    }
}
