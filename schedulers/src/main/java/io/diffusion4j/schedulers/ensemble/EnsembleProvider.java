package io.diffusion4j.schedulers.ensemble;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.List;

/** Several schedulers that step from the same model evaluation, and go on from the weighted mean of where they arrive. */
public final class EnsembleProvider implements SchedulerProvider<EnsembleSettings> {
    @Override
    public String type() {
        return "ensemble";
    }

    @Override
    public String summary() {
        return "The weighted mean of several schedulers in every step, at one model evaluation.";
    }

    @Override
    public Class<EnsembleSettings> settings() {
        return EnsembleSettings.class;
    }

    /** The default members over the config; members that are written read it themselves. */
    @Override
    public EnsembleSettings fromReference(ReferenceConfig config) {
        return EnsembleSettings.of(provider -> Part.ofReference(provider, config));
    }

    @Override
    public Scheduler create(EnsembleSettings settings, BuildContext context) {
        List<Scheduler> members = settings.members().stream()
                .map(member -> member.scheduler().create(Scheduler.class, context))
                .toList();
        List<String> types = settings.members().stream()
                .map(EnsembleMember::scheduler)
                .map(Part::type)
                .toList();
        return new Ensemble(members, types, settings.weights());
    }
}
