package io.diffusion4j.schedulers.flow;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.Set;

/** Heun's method for flow matching, Karras et al. 2022, algorithm 1 along straight paths. */
public final class FlowHeunProvider implements SchedulerProvider<FlowHeunSettings> {
    @Override
    public String type() {
        return "flow-heun";
    }

    @Override
    public Class<FlowHeunSettings> settings() {
        return FlowHeunSettings.class;
    }

    @Override
    public String summary() {
        return "For rectified flow models: second order, two evaluations per step; for few steps at high accuracy.";
    }

    @Override
    public Scheduler create(FlowHeunSettings settings, BuildContext context) {
        return new FlowHeun(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("FlowMatchHeunDiscreteScheduler");
    }

    @Override
    public FlowHeunSettings fromReference(ReferenceConfig config) {
        return new FlowHeunSettings(config.integer("num_train_timesteps", 1000), config.decimal("shift", 1));
    }
}
