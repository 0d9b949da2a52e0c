package io.diffusion4j.backbones.dit.mmdit;

import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/**
 * A stored table of positions, out of which an image takes as much as it needs around the centre. Esser et al. 2024,
 * section 5.3.2.
 */
final class CroppedPositions {
    private final Tensor table;
    private final long size;

    private CroppedPositions(Tensor table, long size) {
        this.table = table;
        this.size = size;
    }

    /** Reads {@code pos_embed} [1, size · size, width]. */
    static CroppedPositions of(Weights weights, long size, long width) {
        return new CroppedPositions(weights.get("pos_embed", 1, size * size, width), size);
    }

    /**
     * @param tokens [batch, tokens, width]
     * @return the same shape; belongs to the open scope
     * @throws IllegalArgumentException if the image is larger than the table
     */
    Tensor addTo(Tensor tokens, TokenGrid grid) {
        if (grid.rows() > size || grid.columns() > size) {
            throw new IllegalArgumentException(
                    "the sample has %d x %d patches, and the model knows positions of %d x %d only; make a smaller image"
                            .formatted(grid.rows(), grid.columns(), size, size));
        }
        // A view of the table, so that nothing is copied and nothing has to be remembered from step to step.
        Tensor positions = table.unflatten(1, size, size)
                .narrow(1, (size - grid.rows()) / 2, grid.rows())
                .narrow(2, (size - grid.columns()) / 2, grid.columns());
        return tokens.unflatten(1, grid.rows(), grid.columns()).add(positions).flatten(1, 2);
    }
}
