package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenModel;
import io.diffusion4j.testkit.golden.GoldenSetup;
import io.diffusion4j.testkit.golden.Unsupported;

/** What a backbone predicts. */
record BackboneCase(ModelCall call) implements GoldenCase {
    @Override
    public String name() {
        return call.name();
    }

    @Override
    public void run(GoldenSetup setup, Checks checks) {
        JsonNode output = call.json().get("outputs").get("sample");
        if (output == null) {
            throw new Unsupported(
                    "a backbone has one output, not " + call.json().get("outputs"));
        }
        try (TensorSource tensors = call.file().tensors();
                GoldenModel<Backbone> model = call.load(setup, Backbone.class, BackboneProvider.class)) {
            BackboneArguments arguments = BackboneArguments.of(CallInputs.tensors(call.json(), tensors));
            String tensor = output.get("tensor").asText();
            checks.close(
                    tensor,
                    model.part().forward(arguments.sample(), arguments.timestep(), arguments.conditioning()),
                    tensors.open(tensor),
                    call.tolerance(output));
        }
    }
}
