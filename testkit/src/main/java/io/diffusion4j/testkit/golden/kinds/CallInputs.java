package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.Unsupported;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/** What a call is given, by argument name; nested arguments and lists of tensors are joined with dots. */
record CallInputs(TensorSource stored, Map<String, Tensor> byArgument) {

    /** Tensors that the golden file names, and those of the plain numbers in {@code params}. */
    static Map<String, Tensor> tensors(JsonNode call, TensorSource stored) {
        CallInputs inputs = new CallInputs(stored, new TreeMap<>());
        inputs.collect("", call.get("inputs"));
        inputs.collect("", call.path("params"));
        return inputs.byArgument();
    }

    private void collect(String prefix, JsonNode given) {
        if (given.has("tensor")) {
            byArgument.put(prefix, stored.open(given.get("tensor").asText()));
        } else if (given.isObject()) {
            given.properties().forEach(e -> collect(join(prefix, e.getKey()), e.getValue()));
        } else if (given.isArray() && given.path(0).isObject()) {
            for (int i = 0; i < given.size(); i++) {
                collect(join(prefix, Integer.toString(i)), given.get(i));
            }
        } else if (!given.isMissingNode() && !given.isNull() && !(given.isArray() && given.isEmpty())) {
            byArgument.put(
                    prefix,
                    NumberArray.tensor(given)
                            .orElseThrow(() -> new Unsupported(
                                    "the argument " + join(prefix, given.toString()) + " has no counterpart")));
        }
    }

    private static String join(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + "." + name;
    }
}
