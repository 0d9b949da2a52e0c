package io.diffusion4j.attention;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** An additive mask in the form that kernels compute with. */
final class Mask {
    private Mask() {}

    /** With four dimensions and in the query's dtype; both without a copy where it already is so. */
    static Optional<Tensor> fitted(Optional<Tensor> mask, Tensor query) {
        return mask.map(m -> fourDimensional(m.toType(query.scalar_type())));
    }

    /** The part of a fitted mask from {@code start} on; where the mask broadcasts, all of it. */
    static Tensor part(Tensor mask, long dimension, long start, long length) {
        return mask.size(dimension) == 1 ? mask : mask.narrow(dimension, start, length);
    }

    private static Tensor fourDimensional(Tensor mask) {
        Tensor m = mask;
        while (m.dim() < 4) {
            m = m.unsqueeze(0);
        }
        return m;
    }
}
