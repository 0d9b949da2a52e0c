package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.training.parameters.FanIn;
import io.diffusion4j.training.parameters.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What a model is told where there is no caption, which guidance leads away from; Ho and Salimans 2022.
 *
 * @param frozen one row
 * @param learned tensors that stand for those of the row, without their first dimension; leaves of the run
 */
record NullCondition(Conditioning frozen, Map<String, Tensor> learned) {
    /** The name of the learned tensors among the parameters. */
    static final String NAME = "null-condition";

    /** What there can be in place of a caption. */
    public enum Kind {
        /** What the text encoder says of no words. */
        EMPTY_PROMPT {
            @Override
            NullCondition of(Conditioning empty, Parameters parameters) {
                return new NullCondition(empty, Map.of());
            }
        },
        /** Embeddings that are trained with the model. */
        LEARNED {
            @Override
            NullCondition of(Conditioning empty, Parameters parameters) {
                Map<String, Tensor> embeddings = new TreeMap<>(empty.tensors());
                embeddings.values().removeIf(tensor -> !tensor.is_floating_point());
                return new NullCondition(
                        empty,
                        parameters.model(
                                NAME,
                                weights -> like(embeddings, weights),
                                new FanIn(List.of(), List.copyOf(embeddings.keySet()))));
            }
        };

        /** @param empty what the text encoder says of no words, one row that outlives this */
        abstract NullCondition of(Conditioning empty, Parameters parameters);

        private static Map<String, Tensor> like(Map<String, Tensor> rows, Weights weights) {
            Map<String, Tensor> leaves = new TreeMap<>();
            rows.forEach((name, row) -> {
                long[] shape = HostData.shape(row);
                leaves.put(name, weights.get(name, Arrays.copyOfRange(shape, 1, shape.length)));
            });
            return leaves;
        }
    }

    /** One row; new tensors belong to the open scope. */
    Conditioning row() {
        Conditioning row = frozen;
        for (Map.Entry<String, Tensor> embedding : learned.entrySet()) {
            row = row.with(embedding.getKey(), embedding.getValue().unsqueeze(0));
        }
        return row;
    }

    /** These rows, with some of them replaced. @param dropped which, [batch] @return belongs to the open scope */
    Conditioning inPlaceOf(Conditioning rows, boolean[] dropped) {
        long[] chosen = new long[dropped.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = dropped[i] ? 1 : 0;
        }
        if (Arrays.stream(chosen).sum() == 0) {
            return rows;
        }
        try (Scope scope = Scope.open()) {
            Conditioning without = row();
            Map<String, Tensor> mixed = new TreeMap<>();
            rows.tensors().forEach((name, tensor) -> {
                long[] shape = new long[(int) tensor.dim()];
                Arrays.fill(shape, 1);
                shape[0] = chosen.length;
                Tensor mask = HostData.tensor(chosen, shape).to(tensor.device(), torch.ScalarType.Bool);
                mixed.put(name, scope.keep(torch.where(mask, without.require(name), tensor)));
            });
            return new Conditioning(mixed);
        }
    }
}
