package io.diffusion4j.textencoders.clip;

import io.diffusion4j.textencoders.CheckedIds;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Token ids on the host [rows, tokens], checked against the model. */
record TokenIds(long[] ids, int rows, int tokens) {

    static TokenIds of(Tensor ids, ClipTextSettings settings) {
        long[] checked = CheckedIds.of(ids, settings.positions(), settings.vocabularySize());
        return new TokenIds(checked, (int) ids.size(0), (int) ids.size(1));
    }

    /** For each row, where in the flattened ids its pooled state is. */
    long[] pooledPositions(Optional<Integer> token) {
        long[] positions = new long[rows];
        Arrays.setAll(
                positions,
                row -> (long) row * tokens + token.map(t -> first(row, t)).orElseGet(() -> largest(row)));
        return positions;
    }

    /** The first position of that id, or 0 where it is absent, as the reference has it. */
    private int first(int row, long id) {
        for (int i = 0; i < tokens; i++) {
            if (at(row, i) == id) {
                return i;
            }
        }
        return 0;
    }

    private int largest(int row) {
        int best = 0;
        for (int i = 1; i < tokens; i++) {
            if (at(row, i) > at(row, best)) {
                best = i;
            }
        }
        return best;
    }

    private long at(int row, int i) {
        return ids[row * tokens + i];
    }
}
