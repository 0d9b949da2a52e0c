package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Walks a list of points that grows: after a step that changed the predicted clean sample by more than the threshold, the
 * next step is halved. Points that were passed stay as they are. History: the scheduler's own, and the list as float64 on
 * the CPU, so that a stored run goes on alike.
 */
final class AdaptiveTrajectory extends DecoratedTrajectory {
    private final CustomSteps custom;
    private final AdaptiveSettings settings;

    AdaptiveTrajectory(CustomSteps custom, AdaptiveSettings settings) {
        this(custom.base(), custom, settings);
    }

    private AdaptiveTrajectory(Trajectory base, CustomSteps custom, AdaptiveSettings settings) {
        super(base);
        this.custom = custom;
        this.settings = settings;
    }

    /** Only the start is that of the other one, which has put into the state what the plain ones go on with. */
    @Override
    Trajectory around(Trajectory other) {
        return new AdaptiveTrajectory(other, custom, settings);
    }

    /** @throws ConfigurationException for several images: each needs steps of its own, and must not depend on the others */
    @Override
    public SamplerState start(Tensor latents, int index) {
        if (latents.size(0) > 1) {
            throw new ConfigurationException(
                    ("sampling method adaptive chooses the steps of one image, but %d are computed together; set "
                                    + "request.batch to 1")
                            .formatted(latents.size(0)));
        }
        return remembering(super.start(latents, index), custom.planned());
    }

    @Override
    public Optional<Step> next(SamplerState state) {
        return current(state).next(own(state));
    }

    @Override
    public Optional<Parametrization> parametrization(SamplerState state) {
        return current(state).parametrization(own(state));
    }

    @Override
    public Map<String, List<Double>> figures(SamplerState state) {
        Map<String, List<Double>> figures = new HashMap<>(current(state).figures(own(state)));
        figures.put("inserted-steps", List.of((double) inserted(points(state))));
        return figures;
    }

    /** A run begins at one of the planned steps; of others the nearest stands in. */
    @Override
    public Tensor addNoise(Tensor clean, Tensor noise, Step at) {
        Step planned = steps().stream()
                .min(Comparator.comparingDouble(step -> Math.abs(step.timestep() - at.timestep())))
                .orElseThrow();
        return super.addNoise(clean, noise, planned);
    }

    @Override
    public Tensor modelInput(SamplerState state) {
        return current(state).modelInput(own(state));
    }

    @Override
    public SamplerState advance(SamplerState state, Tensor prediction, NoiseSource noise) {
        try (Scope scope = Scope.open()) {
            SamplerState own = own(state);
            Trajectory trajectory = current(state);
            Optional<Tensor> told = trajectory
                    .parametrization(own)
                    .map(at -> at.original(
                            own.sample(), prediction.narrow(1, 0, own.sample().size(1))));
            SamplerState next = trajectory.advance(own, prediction, noise);
            Optional<Tensor> original = next.predictedOriginal().or(() -> told);
            List<Double> points = refined(points(state), next.index(), state.predictedOriginal(), original);
            SamplerState known = new SamplerState(next.index(), next.draws(), next.sample(), original, next.history());
            return remembering(known, points).keptBy(scope);
        }
    }

    private List<Double> refined(List<Double> points, int next, Optional<Tensor> before, Optional<Tensor> after) {
        boolean changed = before.isPresent()
                && after.isPresent()
                && inserted(points) < settings.budget()
                && change(before.get(), after.get()) > settings.threshold();
        return changed ? custom.withPointAfter(points, next).orElse(points) : points;
    }

    private static double change(Tensor before, Tensor after) {
        return after.sub(before).norm().div(before.norm()).item_double();
    }

    private int inserted(List<Double> points) {
        return points.size() - custom.planned().size();
    }

    private Trajectory current(SamplerState state) {
        return custom.over(points(state));
    }

    /** Those that the state remembers; at a state that was not made here, those of the plan. */
    private List<Double> points(SamplerState state) {
        List<Tensor> history = state.history();
        return history.isEmpty()
                ? custom.planned()
                : Arrays.stream(HostData.doubles(history.get(history.size() - 1)))
                        .boxed()
                        .toList();
    }

    private static SamplerState own(SamplerState state) {
        List<Tensor> history = state.history();
        return withHistory(state, history.subList(0, Math.max(0, history.size() - 1)));
    }

    private static SamplerState remembering(SamplerState state, List<Double> points) {
        List<Tensor> history = new ArrayList<>(state.history());
        history.add(
                HostData.tensor(points.stream().mapToDouble(Double::doubleValue).toArray(), points.size()));
        return withHistory(state, history);
    }

    private static SamplerState withHistory(SamplerState state, List<Tensor> history) {
        return new SamplerState(state.index(), state.draws(), state.sample(), state.predictedOriginal(), history);
    }
}
