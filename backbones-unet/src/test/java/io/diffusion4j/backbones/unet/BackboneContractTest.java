package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.WeightLoader;
import io.diffusion4j.testkit.contract.BackboneContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class BackboneContractTest extends BackboneContract {
    private static WeightLoader loader;
    private static Backbone backbone;

    @BeforeAll
    static void load() {
        loader = new WeightLoader(Goldens.cpu(), DType.FLOAT32);
        try (TensorSource weights = Goldens.weights(Goldens.SD1)) {
            backbone = Goldens.load(Goldens.SD1, weights, loader, DType.FLOAT32);
        }
    }

    @AfterAll
    static void free() {
        loader.close();
    }

    @Override
    protected Backbone backbone() {
        return backbone;
    }

    @Override
    protected Conditioning conditioning(long batch) {
        return Conditioning.ofContext(rows(1, batch, 6, 16));
    }
}
