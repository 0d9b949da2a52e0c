package io.diffusion4j.schedulers.ipndm;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.Set;

/**
 * Improved pseudo linear multistep for models of continuous time that predict v; Liu et al. 2022 and Zhang and Chen
 * 2022. The noise does not depend on a training schedule, and models are told a time from 1 to 0.
 */
public final class IpndmProvider implements SchedulerProvider<IpndmSettings> {
    @Override
    public String type() {
        return "ipndm";
    }

    @Override
    public Class<IpndmSettings> settings() {
        return IpndmSettings.class;
    }

    @Override
    public String summary() {
        return "Multistep over four noise estimates, only for models of continuous time that predict v.";
    }

    @Override
    public Scheduler create(IpndmSettings settings, BuildContext context) {
        return new Ipndm(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("IPNDMScheduler");
    }

    @Override
    public IpndmSettings fromReference(ReferenceConfig config) {
        config.expect("trained_betas", (Object) null);
        config.expect("prediction_type", null, "v_prediction");
        return IpndmSettings.defaults();
    }
}
