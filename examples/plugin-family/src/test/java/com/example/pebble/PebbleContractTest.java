package com.example.pebble;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Ownership;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.testkit.contract.BackboneContract;
import java.util.Random;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What Diffusion4J expects of every backbone, from its testkit. */
class PebbleContractTest extends BackboneContract {
    private static final PebbleSettings SETTINGS = PebbleSettings.defaults();

    private Ownership weights;
    private Backbone backbone;

    @BeforeEach
    void build() {
        weights = new Ownership();
        backbone = weights.during(() -> Pebble.of(SETTINGS, new RandomWeights("")));
    }

    @AfterEach
    void free() {
        weights.close();
    }

    @Override
    protected Backbone backbone() {
        return backbone;
    }

    @Override
    protected Conditioning conditioning(long batch) {
        return Conditioning.ofContext(rows(1, batch, 5, SETTINGS.contextWidth()));
    }

    /** The same numbers for the same name. */
    private record RandomWeights(String prefix) implements Weights {
        @Override
        public Weights at(String below) {
            return new RandomWeights(prefix + below + ".");
        }

        @Override
        public Tensor get(String name, long... shape) {
            Random random = new Random((prefix + name).hashCode());
            int count = (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
            double[] values = random.doubles(count, -0.2, 0.2).toArray();
            float[] floats = new float[count];
            for (int i = 0; i < count; i++) {
                floats[i] = (float) values[i];
            }
            return HostData.tensor(floats, shape);
        }

        @Override
        public boolean has(String name) {
            return true;
        }
    }
}
