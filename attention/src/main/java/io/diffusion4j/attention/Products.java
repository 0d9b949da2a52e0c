package io.diffusion4j.attention;

import io.diffusion4j.core.nn.Work;
import io.diffusion4j.core.nn.WorkMeter;
import org.bytedeco.pytorch.Tensor;

/** The two matrix products that every kernel makes, told to whoever counts them. */
final class Products {
    private Products() {}

    /** Queries with keys, and what comes of them with values. */
    static void count(Tensor query, Tensor key, Tensor value) {
        WorkMeter.count(Work.Kind.ATTENTION, () -> {
            long scores = query.size(0) * query.size(1) * query.size(2) * key.size(2);
            return 2 * scores * (query.size(3) + value.size(3));
        });
    }
}
