package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenModel;
import io.diffusion4j.testkit.golden.GoldenSetup;
import io.diffusion4j.testkit.golden.Unsupported;

/** One forward pass. */
record BackboneCase(String name, GoldenFile file, JsonNode call) implements GoldenCase {

    @Override
    public void run(GoldenSetup setup, Checks checks) {
        ReferenceConfig config = file.config("config.json");
        Provider<?, ?> provider =
                setup.provider(BackboneProvider.class, file.json().path("class").asText(config.className()));
        JsonNode output = call.get("outputs").get("sample");
        if (output == null) {
            throw new Unsupported("a backbone has one output, not " + call.get("outputs"));
        }
        try (TensorSource tensors = file.tensors();
                GoldenModel<Backbone> model = GoldenModel.load(
                        setup,
                        Backbone.class,
                        provider,
                        config,
                        file.folder().resolve("diffusion_pytorch_model.safetensors"))) {
            BackboneArguments arguments = BackboneArguments.of(CallInputs.tensors(call, tensors));
            String tensor = output.get("tensor").asText();
            checks.close(
                    tensor,
                    model.part().forward(arguments.sample(), arguments.timestep(), arguments.conditioning()),
                    tensors.open(tensor),
                    tolerance(output));
        }
    }

    private double tolerance(JsonNode output) {
        JsonNode own = output.get("atol");
        return (own == null ? call.get("tolerance").get("atol") : own).asDouble();
    }
}
