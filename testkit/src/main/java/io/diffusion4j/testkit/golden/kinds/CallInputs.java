package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.testkit.golden.Unsupported;
import java.util.Map;
import java.util.TreeMap;

/** The tensors that a call is given, by argument name; nested arguments and lists are joined with dots. */
final class CallInputs {
    private CallInputs() {}

    /** @return argument to the name of its tensor in the golden file */
    static Map<String, String> tensorNames(JsonNode call) {
        Map<String, String> names = new TreeMap<>();
        collect("", call.get("inputs"), names);
        refusePlain("", call.path("params"));
        return names;
    }

    private static void collect(String prefix, JsonNode inputs, Map<String, String> names) {
        if (inputs.has("tensor")) {
            names.put(prefix, inputs.get("tensor").asText());
        } else if (inputs.isObject()) {
            inputs.properties().forEach(e -> collect(join(prefix, e.getKey()), e.getValue(), names));
        } else if (inputs.isArray() && inputs.path(0).isObject()) {
            for (int i = 0; i < inputs.size(); i++) {
                collect(join(prefix, Integer.toString(i)), inputs.get(i), names);
            }
        } else {
            refusePlain(prefix, inputs);
        }
    }

    private static void refusePlain(String name, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull() && !value.isEmpty() || value.isValueNode() && !value.isNull()) {
            throw new Unsupported("the argument " + join(name, value.toString()) + " has no counterpart");
        }
    }

    private static String join(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + "." + name;
    }
}
