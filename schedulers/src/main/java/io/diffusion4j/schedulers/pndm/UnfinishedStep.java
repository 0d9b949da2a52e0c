package io.diffusion4j.schedulers.pndm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A step of which some stages are done. In a history it is one tensor [1 + stages, batch, channels, height, width], which
 * its extra dimension tells from the outputs that follow it.
 *
 * @param sample where the step began
 * @param outputs the model's outputs so far, in order
 */
record UnfinishedStep(Tensor sample, List<Tensor> outputs) {
    /** The one at the head of a history, if there is one. */
    static Optional<UnfinishedStep> in(List<Tensor> history, Tensor sample) {
        if (history.isEmpty() || history.get(0).dim() == sample.dim()) {
            return Optional.empty();
        }
        Tensor packed = history.get(0);
        List<Tensor> outputs = new ArrayList<>();
        for (long i = 1; i < packed.size(0); i++) {
            outputs.add(packed.select(0, i));
        }
        return Optional.of(new UnfinishedStep(packed.select(0, 0), List.copyOf(outputs)));
    }

    /** With one more stage done. */
    UnfinishedStep and(Tensor output) {
        List<Tensor> all = new ArrayList<>(outputs);
        all.add(output);
        return new UnfinishedStep(sample, List.copyOf(all));
    }

    Tensor packed() {
        List<Tensor> all = new ArrayList<>(List.of(sample));
        all.addAll(outputs);
        return torch.stack(new TensorVector(all.toArray(new Tensor[0])), 0);
    }
}
