package io.diffusion4j.schedulers.unipc;

import io.diffusion4j.core.sampling.Advice;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Alias;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.FinalSigma;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import io.diffusion4j.schedulers.unipc.UniPcSettings.Part;
import io.diffusion4j.schedulers.unipc.UniPcSettings.Scale;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The unified predictor-corrector, Zhao et al. 2023. */
public final class UniPcProvider implements SchedulerProvider<UniPcSettings> {
    @Override
    public String type() {
        return "unipc";
    }

    @Override
    public Class<UniPcSettings> settings() {
        return UniPcSettings.class;
    }

    @Override
    public String summary() {
        return "Multistep predictor whose steps the next model evaluation corrects at no cost; good in 5 to 15 steps.";
    }

    @Override
    public Scheduler create(UniPcSettings settings, BuildContext context) {
        return new UniPc(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("UniPCMultistepScheduler");
    }

    @Override
    public UniPcSettings fromReference(ReferenceConfig config) {
        config.expect("use_dynamic_shifting", null, false);
        config.expect("solver_p", (Object) null);
        // the last three belong to other solvers of the family and stand for the default here
        config.expect("solver_type", null, "bh1", "bh2", "midpoint", "heun", "logrho");
        return new UniPcSettings(
                NoiseScheduleSettings.of(config),
                PredictionType.of(config, EnumSet.allOf(PredictionType.class)),
                TimestepSpacing.of(config, TimestepSpacing.LINSPACE),
                config.integer("steps_offset", 0),
                SigmaSchedule.of(config),
                FinalSigma.of(config),
                config.decimal("flow_shift", 1),
                config.integer("solver_order", 2),
                config.flag("predict_x0", true) ? Part.ORIGINAL : Part.NOISE,
                config.string("solver_type", "bh2").equals("bh1") ? Scale.BH1 : Scale.BH2,
                config.decimals("disable_corrector").stream()
                        .map(Double::intValue)
                        .toList(),
                config.flag("lower_order_final", true),
                OriginalClamp.thresholdingOf(config));
    }

    @Override
    public List<Alias> aliases() {
        return List.of(Alias.of("uni_pc", "ComfyUI", "scale=bh1"), Alias.of("uni_pc_bh2", "ComfyUI", "scale=bh2"));
    }

    @Override
    public List<Advice> advice() {
        return List.of(new Advice(
                Advice.Purpose.SPEED,
                10,
                "For any checkpoint: the corrector reuses the next evaluation, so few steps hold up."));
    }
}
