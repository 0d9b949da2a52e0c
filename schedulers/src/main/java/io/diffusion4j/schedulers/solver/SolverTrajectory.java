package io.diffusion4j.schedulers.solver;

import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A trajectory whose steps are pure functions of a {@link Point}. It owns what all of them share: the list of steps,
 * tensor lifetimes, computing half-precision samples in float32, and the count of noise draws.
 */
public abstract class SolverTrajectory implements Trajectory {
    private final List<Step> steps;

    protected SolverTrajectory(double[] timesteps) {
        steps = IntStream.range(0, timesteps.length)
                .mapToObj(i -> new Step(i, timesteps.length, timesteps[i]))
                .toList();
    }

    protected SolverTrajectory(int[] timesteps) {
        this(Arrays.stream(timesteps).asDoubleStream().toArray());
    }

    /** The next sample; tensors belong to the open scope. */
    protected abstract Update update(Point point);

    @Override
    public List<Step> steps() {
        return steps;
    }

    @Override
    public final SamplerState advance(SamplerState state, Tensor prediction, NoiseSource noise) {
        if (next(state).isEmpty()) {
            throw new IllegalStateException("all " + state.index() + " steps of this trajectory are done");
        }
        try (Scope scope = Scope.open()) {
            ScalarType dtype = state.sample().scalar_type().intern();
            boolean isHalf = dtype != ScalarType.Float && dtype != ScalarType.Double;
            Tensor sample = isHalf ? state.sample().to(ScalarType.Float) : state.sample();
            ModelOutput output = ModelOutput.of(atLeastSingle(prediction), sample.size(1));
            CountedDraws draws = new CountedDraws(noise, state.draws(), sample);
            Update next = update(new Point(state.index(), sample, output, state.history(), draws));
            return new SamplerState(
                    state.index() + 1,
                    draws.count(),
                    scope.keep(isHalf ? next.sample().to(dtype) : next.sample()),
                    next.original().map(original -> scope.keep(isHalf ? original.to(dtype) : original)),
                    scope.keep(next.history()));
        }
    }

    private static Tensor atLeastSingle(Tensor tensor) {
        ScalarType dtype = tensor.scalar_type().intern();
        return dtype == ScalarType.Float || dtype == ScalarType.Double ? tensor : tensor.to(ScalarType.Float);
    }
}
