package io.diffusion4j.core.sampling;

import io.diffusion4j.core.runtime.Natives;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The draws of one libtorch CPU generator, by position. Not thread-safe: asking moves the generator. */
final class SeededNoiseStream {
    static {
        Natives.start();
    }

    private final long seed;
    private final Generator generator;
    private int next;

    SeededNoiseStream(long seed) {
        this.seed = seed;
        this.generator = torch.make_generator_cpu(seed);
    }

    static int position(int draw, int first) {
        if (draw < first) {
            throw new IllegalArgumentException("draw " + draw + " is before the first draw of this run, " + first);
        }
        return draw - first;
    }

    /** @return float32 on the CPU; belongs to the open scope */
    Tensor at(int position, long... shape) {
        if (position < next) {
            generator.set_current_seed(seed);
            next = 0;
        }
        while (next < position) {
            draw(shape).close();
        }
        return draw(shape);
    }

    private Tensor draw(long... shape) {
        next++;
        return torch.torch_randn(shape, new GeneratorOptional(generator), new TensorOptions(ScalarType.Float));
    }
}
