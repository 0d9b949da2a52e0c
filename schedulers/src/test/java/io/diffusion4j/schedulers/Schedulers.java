package io.diffusion4j.schedulers;

import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Device;

/** Schedulers by name, from keys of a config file over Stable Diffusion's noise. */
final class Schedulers {
    private Schedulers() {}

    static Scheduler of(String type, Map<String, ?> keys) {
        Map<String, Object> config = new HashMap<>(Map.of(
                "beta_start", 0.00085, "beta_end", 0.012, "beta_schedule", "scaled_linear", "clip_sample", false));
        config.putAll(keys);
        return make(provider(type), new ReferenceConfig("scheduler_config.json", config));
    }

    static Trajectory plan(String type, int steps, Map<String, ?> keys) {
        return of(type, keys).plan(PlanRequest.ofSteps(steps));
    }

    static SchedulerProvider<?> provider(String type) {
        return ServiceProviders.ofClassPath()
                .find(SchedulerProvider.class, type)
                .orElseThrow();
    }

    static <S extends Record> Scheduler make(SchedulerProvider<S> provider, ReferenceConfig config) {
        return provider.create(provider.fromReference(config), PartContext.bare(new Device("cpu"), DType.FLOAT32));
    }
}
