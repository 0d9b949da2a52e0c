package io.diffusion4j.textencoders;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.tensor.HostData;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/** Checks token ids on the host before a model looks them up: a wrong id would end a CUDA process. */
public final class CheckedIds {
    private CheckedIds() {}

    /**
     * The ids in row-major order.
     *
     * @param ids [prompts, tokens], int64
     * @param mostTokens how many tokens a prompt may have
     * @param vocabularySize ids are below it
     * @throws CheckpointException if an id is outside the vocabulary
     * @throws IllegalArgumentException if the shape is another
     */
    public static long[] of(Tensor ids, int mostTokens, int vocabularySize) {
        if (ids.dim() != 2 || ids.size(1) < 1 || ids.size(1) > mostTokens) {
            throw new IllegalArgumentException("token ids must be [prompts, 1 to %d tokens], got %s"
                    .formatted(mostTokens, Arrays.toString(HostData.shape(ids))));
        }
        long[] values = HostData.longs(ids);
        for (long id : values) {
            if (id < 0 || id >= vocabularySize) {
                throw new CheckpointException(
                        "token id %d is outside the text encoder's vocabulary of %d; use the tokenizer that belongs to it"
                                .formatted(id, vocabularySize));
            }
        }
        return values;
    }
}
