package io.diffusion4j.pipelines.adapters;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.core.weights.TensorSource;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * The tensors that a file has for one layer.
 *
 * @param names in the file, by the parts that {@link AdapterKey} tells
 * @param metadataAlpha alpha as the file's metadata has it, for layers without one of their own
 */
record Factors(TensorSource file, String layer, Map<String, String> names, Optional<Double> metadataAlpha) {
    Factors {
        names = Map.copyOf(names);
    }

    boolean has(String part) {
        return names.containsKey(part);
    }

    /** Header only. @throws CheckpointException if the file lacks it */
    TensorInfo info(String part) {
        return file.info(name(part));
    }

    /** Float32; belongs to the open scope. */
    Tensor open(String part) {
        return file.open(name(part)).toType(DType.FLOAT32.scalarType());
    }

    /** Rows of a factor. */
    long rows(String part) {
        TensorInfo info = info(part);
        if (info.shape().size() < 2) {
            throw broken(part + " has the shape " + info.shape());
        }
        return info.shape().get(0);
    }

    /** What is behind a factor's rows, as one number. */
    long columns(String part) {
        return info(part).elements() / Math.max(1, rows(part));
    }

    /** {@code alpha / rank}; 1 where no alpha is stored. */
    double factor(long rank) {
        if (!has(AdapterKey.ALPHA)) {
            return metadataAlpha.map(alpha -> alpha / rank).orElse(1.0);
        }
        try (Scope scope = Scope.open()) {
            return HostData.doubles(file.open(name(AdapterKey.ALPHA)))[0] / rank;
        }
    }

    CheckpointException broken(String what) {
        return new CheckpointException(
                file.location() + ": the adapter of " + layer + " is damaged: " + what + "; copy or download it again");
    }

    private String name(String part) {
        String name = names.get(part);
        if (name == null) {
            throw broken("it has no " + part + ", only " + String.join(", ", names.values()));
        }
        return name;
    }
}
