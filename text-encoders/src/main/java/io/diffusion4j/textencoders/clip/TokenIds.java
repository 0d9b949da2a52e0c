package io.diffusion4j.textencoders.clip;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.tensor.HostData;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Token ids on the host [rows, tokens], checked against the model: a wrong id would end a CUDA process. */
record TokenIds(long[] ids, int rows, int tokens) {

    static TokenIds of(Tensor ids, ClipTextSettings settings) {
        if (ids.dim() != 2 || ids.size(1) < 1 || ids.size(1) > settings.positions()) {
            throw new IllegalArgumentException("token ids must be [prompts, 1 to %d tokens], got %s"
                    .formatted(settings.positions(), Arrays.toString(HostData.shape(ids))));
        }
        TokenIds checked = new TokenIds(HostData.longs(ids), (int) ids.size(0), (int) ids.size(1));
        checked.requireBelow(settings.vocabularySize());
        return checked;
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

    private void requireBelow(int size) {
        for (long id : ids) {
            if (id < 0 || id >= size) {
                throw new CheckpointException(
                        "token id %d is outside the text encoder's vocabulary of %d; use the tokenizer that belongs to it"
                                .formatted(id, size));
            }
        }
    }
}
