package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.ControlNet;
import io.diffusion4j.core.backbone.ControlNetProvider;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenModel;
import io.diffusion4j.testkit.golden.GoldenSetup;
import io.diffusion4j.testkit.golden.Unsupported;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** What a ControlNet tells a backbone to add. */
record ControlNetCase(ModelCall call) implements GoldenCase {
    /** The reference's name of the other image; only ControlNets take one. */
    static final String CONTROL = "controlnet_cond";

    private static final String STRENGTH = "conditioning_scale";

    @Override
    public String name() {
        return call.name();
    }

    @Override
    public void run(GoldenSetup setup, Checks checks) {
        try (TensorSource tensors = call.file().tensors();
                GoldenModel<ControlNet> model = call.load(setup, ControlNet.class, ControlNetProvider.class)) {
            Map<String, Tensor> given = CallInputs.tensors(call.json(), tensors);
            Tensor control = given.remove(CONTROL);
            given.remove(STRENGTH);
            BackboneArguments arguments = BackboneArguments.of(given);
            double strength = call.json().path("params").path(STRENGTH).asDouble(1);
            Conditioning steered = model.part()
                    .steer(arguments.sample(), arguments.timestep(), arguments.conditioning(), control, strength);
            compare(new Residuals(model.part().residuals(), steered), tensors, checks);
            int told = arguments.conditioning().tensors().size();
            checks.same(
                    "residuals",
                    steered.tensors().size() - told,
                    call.json().get("outputs").size());
        }
    }

    private void compare(Residuals residuals, TensorSource tensors, Checks checks) {
        for (Map.Entry<String, JsonNode> output : call.json().get("outputs").properties()) {
            String tensor = output.getValue().get("tensor").asText();
            residuals
                    .find(output.getKey())
                    .ifPresentOrElse(
                            got -> checks.close(tensor, got, tensors.open(tensor), call.tolerance(output.getValue())),
                            () -> checks.fault(tensor + ": the ControlNet adds nothing there"));
        }
    }

    /**
     * By the reference's names: the place in its list, before it the place of the list if it returns several.
     *
     * @param lists the names that conditioning has for the lists
     */
    private record Residuals(List<String> lists, Conditioning steered) {
        Optional<Tensor> find(String output) {
            if (!output.matches("(\\d\\.)?\\d+")) {
                throw new Unsupported("a ControlNet's output is a place in a list, not " + output);
            }
            int dot = output.indexOf('.');
            int list = dot < 0 ? 0 : Integer.parseInt(output.substring(0, dot));
            return list < lists.size()
                    ? steered.find(lists.get(list) + "." + output.substring(dot + 1))
                    : Optional.empty();
        }
    }
}
