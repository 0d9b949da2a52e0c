package io.diffusion4j.backbones.dit.auraflow;

import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** A learned vector for each place of a square grid, of which smaller grids take the middle. */
final class LearnedPositions {
    private final Tensor table;
    private final long side;

    private LearnedPositions(Tensor table, long side) {
        this.table = table;
        this.side = side;
    }

    /** Reads {@code pos_embed} [1, side · side, width]. */
    static LearnedPositions of(Weights weights, long side, long width) {
        return new LearnedPositions(weights.get("pos_embed", 1, side * side, width), side);
    }

    /** @return [1, tokens, width]; belongs to the open scope */
    Tensor of(TokenGrid grid) {
        if (grid.rows() > side || grid.columns() > side) {
            throw new IllegalArgumentException(
                    "the sample has %d x %d patches, but the model knows positions for %d x %d; make a smaller image"
                            .formatted(grid.rows(), grid.columns(), side, side));
        }
        return table.view(side, side, -1)
                .narrow(0, side / 2 - grid.rows() / 2, grid.rows())
                .narrow(1, side / 2 - grid.columns() / 2, grid.columns())
                .reshape(1, grid.tokens(), -1);
    }
}
