package io.diffusion4j.schedulers.flow;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.Set;

/** Multistep sampling of consistency models along straight paths; Song et al. 2023, algorithm 1. */
public final class FlowLcmProvider implements SchedulerProvider<FlowLcmSettings> {
    @Override
    public String type() {
        return "flow-lcm";
    }

    @Override
    public Class<FlowLcmSettings> settings() {
        return FlowLcmSettings.class;
    }

    @Override
    public String summary() {
        return "For distilled flow models: few steps, each jumps to the clean sample and adds noise again.";
    }

    @Override
    public Scheduler create(FlowLcmSettings settings, BuildContext context) {
        return new FlowMatching(settings.levels(), FlowStep.RENOISED);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("FlowMatchLCMScheduler");
    }

    @Override
    public FlowLcmSettings fromReference(ReferenceConfig config) {
        config.expect("scale_factors", (Object) null);
        return new FlowLcmSettings(FlowLevelSettings.of(config));
    }
}
