package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.guidance.Denoiser;
import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.guidance.GuidanceProvider;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenSetup;
import io.diffusion4j.testkit.golden.Unsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** One guidance with its config over all stored steps. Cases of the pipelines' formula hold the first step only. */
record GuidanceCase(String name, GoldenFile file, JsonNode entry) implements GoldenCase {
    private static final String CFG = "ClassifierFreeGuidance";

    @Override
    public void run(GoldenSetup setup, Checks checks) {
        if (!entry.path("third_input").isEmpty()) {
            throw new Unsupported("it needs a third prediction, which guidance has no way to ask for");
        }
        Guidance guidance = guidance(setup);
        try (TensorSource tensors = file.tensors()) {
            StoredPredictions backbone = new StoredPredictions(timesteps(), tensors);
            Denoiser denoiser = guidance.guide(
                    backbone,
                    backbone.positive(),
                    guidance.needsNegative() ? Optional.of(backbone.negative()) : Optional.empty());
            Tensor expected = tensors.open(entry.get("output").asText());
            boolean oneStep = !entry.has("class");
            for (int i = 0; i < (oneStep ? 1 : timesteps().size()); i++) {
                backbone.forgetEvaluations();
                Tensor got = denoiser.predict(
                        backbone.sample(),
                        new Step(i, timesteps().size(), timesteps().get(i)));
                checks.close(
                        entry.get("output").asText() + "." + i,
                        got,
                        oneStep ? expected : expected.select(0, i),
                        tolerance());
                if (entry.has("num_conditions_per_step")) {
                    checks.same(
                            "num_conditions_per_step." + i,
                            backbone.kindsEvaluated(),
                            entry.get("num_conditions_per_step").get(i).asInt());
                }
            }
        }
    }

    private Guidance guidance(GoldenSetup setup) {
        Provider<?, ?> provider =
                setup.provider(GuidanceProvider.class, entry.path("class").asText(CFG));
        ReferenceConfig config = entry.has("class")
                ? file.config(entry.get("config"))
                : new ReferenceConfig(
                        file.path().toString(),
                        Map.of(
                                "guidance_scale", entry.get("scale").asDouble(),
                                "guidance_rescale", entry.get("rescale").asDouble()));
        return setup.create(Guidance.class, provider, config);
    }

    private double tolerance() {
        return entry.get("tolerance").get("atol").asDouble();
    }

    private List<Double> timesteps() {
        List<Double> timesteps = new ArrayList<>();
        file.json().get("timesteps").forEach(t -> timesteps.add(t.asDouble()));
        return timesteps;
    }
}
