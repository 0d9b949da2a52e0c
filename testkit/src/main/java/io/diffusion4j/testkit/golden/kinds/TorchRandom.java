package io.diffusion4j.testkit.golden.kinds;

import io.diffusion4j.core.tensor.DType;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** What libtorch's CPU generator draws for a seed. */
record TorchRandom(GeneratorOptional generator) {

    static TorchRandom ofSeed(long seed) {
        Generator generator = torch.make_generator_cpu();
        generator.set_current_seed(seed);
        return new TorchRandom(new GeneratorOptional(generator));
    }

    Tensor normal(long[] shape, DType dtype) {
        return torch.torch_randn(shape, generator, new TensorOptions(dtype.scalarType()));
    }

    Tensor uniform(long[] shape) {
        return torch.torch_rand(shape, generator, new TensorOptions(DType.FLOAT32.scalarType()));
    }

    Tensor integers(long below, long[] shape) {
        return torch.torch_randint(below, shape, generator, new TensorOptions(DType.INT64.scalarType()));
    }

    Tensor permutation(long count) {
        return torch.torch_randperm(count, generator, new TensorOptions(DType.INT64.scalarType()));
    }
}
