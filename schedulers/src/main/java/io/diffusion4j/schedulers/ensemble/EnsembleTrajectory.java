package io.diffusion4j.schedulers.ensemble;

import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.schedulers.prediction.Scalars;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Each member steps from the shared sample, in its own scale, with its own history. The clean samples that the members' next
 * samples imply are averaged with the weights, and the shared next sample is made of the mean and the noise. That noise is
 * the same for all, so it need not be known: averaging clean samples is averaging samples over their signal's amplitude.
 *
 * <p>The shared sample has the first member's scale. Members draw in their order.
 */
final class EnsembleTrajectory implements Trajectory {
    private final List<Trajectory> members;
    private final List<SampleScale> scales;
    private final List<Double> weights;

    EnsembleTrajectory(List<Trajectory> members, List<SampleScale> scales, List<Double> weights) {
        this.members = members;
        this.scales = scales;
        this.weights = weights;
    }

    private Trajectory first() {
        return members.get(0);
    }

    @Override
    public List<Step> steps() {
        return first().steps();
    }

    @Override
    public List<Double> sigmas() {
        return first().sigmas();
    }

    @Override
    public double initialNoiseSigma() {
        return first().initialNoiseSigma();
    }

    @Override
    public Tensor addNoise(Tensor clean, Tensor noise, Step at) {
        return first().addNoise(clean, noise, at);
    }

    @Override
    public Optional<Parametrization> parametrization(SamplerState state) {
        return first().parametrization(Memory.of(state, members.size()).member(0, state.sample(), state.draws()));
    }

    @Override
    public Tensor modelInput(SamplerState state) {
        return first().modelInput(Memory.of(state, members.size()).member(0, state.sample(), state.draws()));
    }

    @Override
    public SamplerState start(Tensor latents, int index) {
        List<SamplerState> starts = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            starts.add(members.get(i).start(inScaleOf(i, latents, index), index));
        }
        return Memory.state(index, 0, latents, Optional.empty(), Memory.silence(latents), starts);
    }

    @Override
    public SamplerState advance(SamplerState state, Tensor prediction, NoiseSource noise) {
        try (Scope scope = Scope.open()) {
            Memory memory = Memory.of(state, members.size());
            List<SamplerState> nexts = new ArrayList<>();
            int draws = state.draws();
            for (int i = 0; i < members.size(); i++) {
                SamplerState own = memory.member(i, inScaleOf(i, state.sample(), state.index()), draws);
                SamplerState next = members.get(i).advance(own, prediction, noise);
                nexts.add(next);
                draws = next.draws();
            }
            return combined(state.index() + 1, draws, nexts).keptBy(scope);
        }
    }

    private SamplerState combined(int index, int draws, List<SamplerState> nexts) {
        List<Tensor> cleans = new ArrayList<>();
        for (int i = 0; i < nexts.size(); i++) {
            cleans.add(scaled(nexts.get(i).sample(), scales.get(i).toClean(index)));
        }
        Tensor mean = mean(cleans);
        List<Tensor> originals = nexts.stream()
                .flatMap(next -> next.predictedOriginal().stream())
                .toList();
        return Memory.state(
                index,
                draws,
                mean.div(Scalars.of(scales.get(0).toClean(index))),
                originals.size() == nexts.size() ? Optional.of(mean(originals)) : Optional.empty(),
                spread(cleans, mean),
                nexts);
    }

    private Tensor mean(List<Tensor> values) {
        Tensor sum = values.get(0).mul(Scalars.of(weights.get(0)));
        for (int i = 1; i < values.size(); i++) {
            sum = sum.add(values.get(i), Scalars.of(weights.get(i)));
        }
        return sum;
    }

    /** Per image, the root of the weighted mean square distance from the mean. */
    private Tensor spread(List<Tensor> cleans, Tensor mean) {
        List<Tensor> squares = cleans.stream()
                .map(clean -> clean.sub(mean).square().flatten(1, -1).mean(1))
                .toList();
        return mean(squares).sqrt();
    }

    private Tensor inScaleOf(int member, Tensor sample, int index) {
        double factor = scales.get(member).at(index) / scales.get(0).at(index);
        return scaled(sample, factor);
    }

    private static Tensor scaled(Tensor tensor, double factor) {
        return factor == 1 ? tensor : tensor.mul(Scalars.of(factor));
    }

    /** {@code diversity}: how far the members' clean samples lie apart, as a standard deviation. */
    @Override
    public Map<String, List<Double>> figures(SamplerState state) {
        return Map.of(
                "diversity",
                Arrays.stream(HostData.doubles(Memory.of(state, members.size()).spread()))
                        .boxed()
                        .toList());
    }
}
