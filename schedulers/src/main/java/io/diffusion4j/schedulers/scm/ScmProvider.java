package io.diffusion4j.schedulers.scm;

import io.diffusion4j.core.sampling.Advice;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.List;
import java.util.Set;

/** Multistep sampling of continuous-time consistency models, Lu and Song 2024. */
public final class ScmProvider implements SchedulerProvider<ScmSettings> {
    @Override
    public String type() {
        return "scm";
    }

    @Override
    public Class<ScmSettings> settings() {
        return ScmSettings.class;
    }

    @Override
    public String summary() {
        return "For consistency models in TrigFlow's angles: 1 to 4 steps, each to the clean sample and back to less noise.";
    }

    @Override
    public Scheduler create(ScmSettings settings, BuildContext context) {
        return new Scm(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("SCMScheduler");
    }

    @Override
    public ScmSettings fromReference(ReferenceConfig config) {
        config.expect("prediction_type", null, "trigflow");
        ScmSettings defaults = ScmSettings.defaults();
        return new ScmSettings(
                config.decimal("sigma_data", defaults.sigmaData()),
                config.decimal("max_timesteps", defaults.maxTimestep()),
                config.decimal("intermediate_timesteps", defaults.intermediateTimestep()));
    }

    @Override
    public List<Advice> advice() {
        return List.of(
                new Advice(Advice.Purpose.SPEED, 2, "Two evaluations, but only for models distilled in its angles."));
    }
}
