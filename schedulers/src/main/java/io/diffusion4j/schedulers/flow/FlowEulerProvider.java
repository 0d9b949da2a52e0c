package io.diffusion4j.schedulers.flow;

import io.diffusion4j.core.sampling.Advice;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.List;
import java.util.Set;

/** Euler's method for flow matching, Liu et al. 2022 and Esser et al. 2024. */
public final class FlowEulerProvider implements SchedulerProvider<FlowEulerSettings> {
    @Override
    public String type() {
        return "flow-euler";
    }

    @Override
    public Class<FlowEulerSettings> settings() {
        return FlowEulerSettings.class;
    }

    @Override
    public String summary() {
        return "For rectified flow models: first order along straight paths, levels shifted for the image's size.";
    }

    @Override
    public Scheduler create(FlowEulerSettings settings, BuildContext context) {
        return new FlowMatching(settings.levels(), settings.step());
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("FlowMatchEulerDiscreteScheduler");
    }

    @Override
    public FlowEulerSettings fromReference(ReferenceConfig config) {
        FlowStep step = config.flag("stochastic_sampling", false) ? FlowStep.RENOISED : FlowStep.STRAIGHT;
        return new FlowEulerSettings(FlowLevelSettings.of(config), step);
    }

    @Override
    public List<Advice> advice() {
        return List.of(
                new Advice(
                        Advice.Purpose.MEMORY,
                        28,
                        "For rectified flow models; keeps nothing between steps but the latents."),
                new Advice(
                        Advice.Purpose.TRAINING,
                        28,
                        "For rectified flow models: the path that the training loss is derived for, in straight steps."));
    }
}
