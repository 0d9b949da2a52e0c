package io.diffusion4j.training.contrastive;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.textencoders.clip.ClipTokenizer;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Captions as a text encoder reads them, as long as the longest of them: no token sees those behind it, so what is cut off
 * would change nothing.
 *
 * @param ids [batch, tokens], int64 on the CPU
 * @param padding true behind the end mark [batch, tokens], on the CPU
 */
record TokenRows(Tensor ids, Tensor padding) {
    static TokenRows of(List<String> captions, ClipTokenizer tokenizer) {
        try (Scope scope = Scope.open()) {
            long[][] rows = captions.stream().map(tokenizer::row).toArray(long[][]::new);
            long[] lengths = new long[rows.length];
            int longest = 0;
            for (int i = 0; i < rows.length; i++) {
                lengths[i] = length(rows[i], tokenizer.vocabularySize() - 1);
                longest = Math.max(longest, (int) lengths[i]);
            }
            long[] ids = new long[rows.length * longest];
            long[] positions = new long[longest];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(rows[i], 0, ids, i * longest, longest);
            }
            Arrays.setAll(positions, i -> i);
            Tensor padding = HostData.tensor(positions, 1, longest).ge(HostData.tensor(lengths, rows.length, 1));
            return new TokenRows(scope.keep(HostData.tensor(ids, rows.length, longest)), scope.keep(padding));
        }
    }

    /** With both marks. */
    private static int length(long[] row, long end) {
        int length = 1;
        while (length < row.length && row[length - 1] != end) {
            length++;
        }
        return length;
    }
}
