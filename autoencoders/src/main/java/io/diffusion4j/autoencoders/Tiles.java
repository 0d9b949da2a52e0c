package io.diffusion4j.autoencoders;

import io.diffusion4j.core.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Overlapping square tiles: their size and distance in the input, and what both become in the output. */
record Tiles(long size, long stride, long outputSize, long outputStride) {
    private static final int ROWS = 2;
    private static final int COLUMNS = 3;

    boolean isOneTile(Tensor input) {
        return input.size(ROWS) <= size && input.size(COLUMNS) <= size;
    }

    /**
     * @param input [batch, channels, height, width]
     * @param each what is done with a tile; its result is overwritten
     * @return the results put together, each fading into the ones below and to the right
     */
    Tensor map(Tensor input, UnaryOperator<Tensor> each) {
        try (Scope scope = Scope.open()) {
            TensorVector strips = new TensorVector();
            List<Tensor> above = List.of();
            for (long top = 0; top < input.size(ROWS); top += stride) {
                List<Tensor> row = row(part(input, ROWS, top), above, each);
                strips.push_back(strip(row));
                above = row;
            }
            return scope.keep(torch.cat(strips, ROWS));
        }
    }

    private List<Tensor> row(Tensor band, List<Tensor> above, UnaryOperator<Tensor> each) {
        List<Tensor> row = new ArrayList<>();
        for (long left = 0; left < band.size(COLUMNS); left += stride) {
            Tensor tile = each.apply(part(band, COLUMNS, left));
            int column = row.size();
            if (!above.isEmpty()) {
                fade(above.get(column), tile, ROWS);
            }
            if (column > 0) {
                fade(row.get(column - 1), tile, COLUMNS);
            }
            row.add(tile);
        }
        return row;
    }

    private Tensor part(Tensor input, int dimension, long from) {
        return input.narrow(dimension, from, Math.min(size, input.size(dimension) - from));
    }

    /** The parts of a row's tiles that no later tile covers, side by side. */
    private Tensor strip(List<Tensor> row) {
        TensorVector parts = new TensorVector();
        for (Tensor tile : row) {
            long height = Math.min(outputStride, tile.size(ROWS));
            long width = Math.min(outputStride, tile.size(COLUMNS));
            parts.push_back(tile.narrow(ROWS, 0, height).narrow(COLUMNS, 0, width));
        }
        return torch.cat(parts, COLUMNS);
    }

    private void fade(Tensor before, Tensor tile, int dimension) {
        long overlap = Math.min(outputSize - outputStride, Math.min(before.size(dimension), tile.size(dimension)));
        if (overlap > 0) {
            new Fade(overlap, dimension).apply(before, tile);
        }
    }
}
