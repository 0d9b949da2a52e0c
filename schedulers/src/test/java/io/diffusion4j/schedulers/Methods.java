package io.diffusion4j.schedulers;

import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.sampling.SamplingMethod;
import io.diffusion4j.core.sampling.SamplingMethodProvider;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import java.util.List;
import org.bytedeco.pytorch.Device;

/** Sampling methods as they are written in YAML. */
final class Methods {
    static {
        Natives.start();
    }

    private Methods() {}

    /** @param methods {@code [{type: clip, range: 2}]}, the first innermost */
    static Scheduler around(Scheduler scheduler, String methods) {
        Scheduler decorated = scheduler;
        for (SamplingMethod method : of(methods)) {
            decorated = method.decorate(decorated, "tested");
        }
        return decorated;
    }

    static List<SamplingMethod> of(String methods) {
        return parts(methods).stream()
                .map(part -> part.create(SamplingMethod.class, context()))
                .toList();
    }

    static List<Part<SamplingMethodProvider<?>>> parts(String methods) {
        return bind("sampling: " + methods).sampling();
    }

    static Part<?> schedulerPart(String scheduler) {
        return bind("scheduler: " + scheduler).scheduler().orElseThrow();
    }

    static Scheduler scheduler(String scheduler) {
        return schedulerPart(scheduler).create(Scheduler.class, context());
    }

    private static GenerationRequest bind(String yaml) {
        return new SettingsBinder(ServiceProviders.ofClassPath())
                .bind(YamlDocument.of("test", yaml), GenerationRequest.class);
    }

    private static PartContext context() {
        return PartContext.bare(new Device("cpu"), DType.FLOAT32);
    }
}
