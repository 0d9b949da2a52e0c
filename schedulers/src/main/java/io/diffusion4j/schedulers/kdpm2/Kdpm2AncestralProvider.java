package io.diffusion4j.schedulers.kdpm2;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Alias;
import io.diffusion4j.core.spi.BuildContext;
import java.util.List;
import java.util.Set;

/**
 * The midpoint method in log σ to below the next noise level, and fresh noise back up to it; k-diffusion, Crowson 2022: n
 * steps evaluate the model 2n − 1 times.
 */
public final class Kdpm2AncestralProvider implements SchedulerProvider<Kdpm2Settings> {
    @Override
    public String type() {
        return "kdpm2-ancestral";
    }

    @Override
    public Class<Kdpm2Settings> settings() {
        return Kdpm2Settings.class;
    }

    @Override
    public String summary() {
        return "kdpm2 with fresh noise in every step; two evaluations a step.";
    }

    @Override
    public Scheduler create(Kdpm2Settings settings, BuildContext context) {
        return new Kdpm2(settings, type(), Descent.ANCESTRAL);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("KDPM2AncestralDiscreteScheduler");
    }

    @Override
    public Kdpm2Settings fromReference(ReferenceConfig config) {
        return Kdpm2Settings.of(config);
    }

    @Override
    public List<Alias> aliases() {
        return List.of(
                Alias.of("DPM2 a", "A1111", "spacing=linspace"),
                Alias.of("DPM2 a Karras", "A1111", "spacing=linspace", "sigmas=karras"),
                Alias.of("sample_dpm_2_ancestral", "k-diffusion", "spacing=linspace"));
    }
}
