package io.diffusion4j.schedulers.kdpm2;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Alias;
import io.diffusion4j.core.spi.BuildContext;
import java.util.List;
import java.util.Set;

/**
 * The midpoint method in log σ, as DPM-Solver-2 of Lu et al. 2022; Karras et al. 2022, algorithm 2 without churn: n steps
 * evaluate the model 2n − 1 times.
 */
public final class Kdpm2Provider implements SchedulerProvider<Kdpm2Settings> {
    @Override
    public String type() {
        return "kdpm2";
    }

    @Override
    public Class<Kdpm2Settings> settings() {
        return Kdpm2Settings.class;
    }

    @Override
    public String summary() {
        return "Second order by the slope half-way down in log noise level; two evaluations a step.";
    }

    @Override
    public Scheduler create(Kdpm2Settings settings, BuildContext context) {
        return new Kdpm2(settings, type(), Descent.DIRECT);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("KDPM2DiscreteScheduler");
    }

    @Override
    public Kdpm2Settings fromReference(ReferenceConfig config) {
        return Kdpm2Settings.of(config);
    }

    @Override
    public List<Alias> aliases() {
        return List.of(
                Alias.of("DPM2", "A1111", "spacing=linspace"),
                Alias.of("DPM2 Karras", "A1111", "spacing=linspace", "sigmas=karras"),
                Alias.of("sample_dpm_2", "k-diffusion", "spacing=linspace"));
    }
}
