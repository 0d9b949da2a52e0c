package io.diffusion4j.pipelines.synthesis;

import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.TensorInfo;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Weights that keep activations of about unit size through any depth: normal with a variance of one over the inputs for
 * matrices and kernels, one for norms' scales, zero for biases.
 */
record RandomWeights(long seed) {
    /** Depends on the seed, the name and the shape only. @return of that dtype; belongs to the open scope */
    Tensor of(String name, TensorInfo info) {
        try (Scope scope = Scope.open()) {
            long[] shape = info.shapeArray();
            Tensor values;
            if (shape.length < 2) {
                double constant = name.endsWith("weight") ? 1 : 0;
                values = torch.full(shape, new Scalar(constant), new TensorOptions(ScalarType.Float));
            } else {
                values = normal(name, shape).mul_(new Scalar(Math.sqrt((double) shape[0] / info.elements())));
            }
            return scope.keep(values.toType(info.dtype().scalarType()));
        }
    }

    private Tensor normal(String name, long[] shape) {
        Generator generator = torch.make_generator_cpu(seed * 31 + name.hashCode());
        return torch.torch_randn(shape, new GeneratorOptional(generator), new TensorOptions(ScalarType.Float));
    }
}
