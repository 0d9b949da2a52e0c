package io.diffusion4j.schedulers.ensemble;

import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.tensor.HostData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * What an ensemble remembers in its state's history: how many tensors each member remembers (int64 on the CPU), how far the
 * members' last clean samples lay apart [batch], and the members' own histories one after the other.
 */
record Memory(SamplerState shared, Tensor spread, List<List<Tensor>> histories) {
    private static final int OWN = 2;

    /** @param members their number */
    static Memory of(SamplerState state, int members) {
        List<Tensor> history = state.history();
        if (history.isEmpty()) {
            return new Memory(state, silence(state.sample()), Collections.nCopies(members, List.of()));
        }
        List<List<Tensor>> histories = new ArrayList<>();
        int from = OWN;
        for (long count : HostData.longs(history.get(0))) {
            histories.add(history.subList(from, from + (int) count));
            from += (int) count;
        }
        if (histories.size() != members) {
            throw new IllegalArgumentException(
                    "this state is of an ensemble of " + histories.size() + " schedulers, not of " + members);
        }
        return new Memory(state, history.get(1), histories);
    }

    /** The spread of a run that has taken no step. */
    static Tensor silence(Tensor sample) {
        return HostData.tensor(new double[(int) sample.size(0)], sample.size(0));
    }

    /** @param sample the shared one in the member's scale */
    SamplerState member(int member, Tensor sample, int draws) {
        return new SamplerState(shared.index(), draws, sample, shared.predictedOriginal(), histories.get(member));
    }

    static SamplerState state(
            int index, int draws, Tensor sample, Optional<Tensor> original, Tensor spread, List<SamplerState> members) {
        long[] counts =
                members.stream().mapToLong(state -> state.history().size()).toArray();
        List<Tensor> history = new ArrayList<>();
        history.add(HostData.tensor(counts, counts.length));
        history.add(spread);
        members.forEach(state -> history.addAll(state.history()));
        return new SamplerState(index, draws, sample, original, history);
    }
}
