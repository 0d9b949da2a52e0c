package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenSetup;
import java.util.HashMap;
import java.util.Map;

/** The scheduler here that stands for the one which made a golden file, and what it was asked for. */
record ReferenceScheduler(GoldenFile file) {

    Scheduler create(GoldenSetup setup) {
        JsonNode json = file.json();
        Provider<?, ?> provider =
                setup.provider(SchedulerProvider.class, json.get("class").asText());
        Map<String, Object> more = new HashMap<>(PlanRequests.settings(json.get("set_timesteps")));
        json.get("step_kwargs").properties().forEach(e -> more.put(e.getKey(), plain(e.getValue())));
        ReferenceConfig config = file.config(json.get("config")).with(more);
        return setup.create(Scheduler.class, provider, config);
    }

    PlanRequest request() {
        return PlanRequests.of(file.json().get("set_timesteps"));
    }

    double initialNoiseSigma() {
        return file.json().get("init_noise_sigma").asDouble();
    }

    private static Object plain(JsonNode value) {
        return value.isNumber() ? (Object) value.numberValue() : value.isBoolean() ? value.asBoolean() : value.asText();
    }
}
