package io.diffusion4j.attention;

import org.bytedeco.pytorch.Tensor;

/** Some heads and query rows of one image. Its parts of tensors are views that belong to the open scope. */
record Slice(long image, long head, long heads, long row, long rows) {
    Tensor ofQueries(Tensor tensor) {
        return ofKeys(tensor).narrow(2, row, rows);
    }

    Tensor ofKeys(Tensor tensor) {
        return tensor.narrow(0, image, 1).narrow(1, head, heads);
    }

    Tensor ofMask(Tensor mask) {
        return Mask.part(Mask.part(Mask.part(mask, 0, image, 1), 1, head, heads), 2, row, rows);
    }
}
