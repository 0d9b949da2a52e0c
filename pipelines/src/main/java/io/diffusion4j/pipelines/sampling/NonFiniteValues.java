package io.diffusion4j.pipelines.sampling;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.diagnostics.TensorStatistics;
import io.diffusion4j.core.error.NonFiniteException;
import io.diffusion4j.core.pipeline.NonFinite;
import io.diffusion4j.core.tensor.DType;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/**
 * What to do about the results of a part that are not finite.
 *
 * @param policy what was asked for
 * @param dtype that the parts compute in
 */
public record NonFiniteValues(NonFinite policy, DType dtype) {
    /**
     * The result itself if it is finite.
     *
     * @param part as messages call it: {@code the autoencoder vae}
     * @param warnings are told if values were replaced
     * @throws NonFiniteException naming the part, unless values are to be replaced
     */
    public Tensor settled(Tensor result, String part, RunWarnings warnings) {
        if (Finiteness.of(result)) {
            return result;
        }
        String found = part + " gave " + count(result);
        if (policy != NonFinite.REPLACE) {
            throw new NonFiniteException(found + "; " + modelAdvice());
        }
        warnings.add(found + ", which were replaced");
        return Finiteness.made(result);
    }

    /** The same for each of the tensors. */
    public Conditioning settled(Conditioning result, String part, RunWarnings warnings) {
        Map<String, Tensor> tensors = new TreeMap<>(result.tensors());
        tensors.replaceAll((name, tensor) -> settled(tensor, part, warnings));
        return new Conditioning(tensors);
    }

    /** {@code 3 values that are not numbers and 1 that is infinite, of 64}. */
    static String count(Tensor tensor) {
        TensorStatistics statistics = TensorStatistics.of(tensor);
        return "%d values that are not numbers and %d that are infinite, of %d"
                .formatted(statistics.nans(), statistics.infinities(), tensor.numel());
    }

    /** What to do about a part with weights. */
    String modelAdvice() {
        return dtype == DType.FLOAT32
                ? "its weights may be damaged, for it computes in float32 already"
                : "set dtype: float32, and if that does not help, look for damaged weights";
    }
}
