package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.tensor.HostData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Numbers in nested arrays of equal lengths. */
final class NumberArray {
    private NumberArray() {}

    /** Whole numbers as int64, others as float32; empty if the array is ragged or holds something else. */
    static Optional<Tensor> tensor(JsonNode array) {
        List<Long> shape = new ArrayList<>();
        for (JsonNode inner = array; inner.isArray(); inner = inner.path(0)) {
            shape.add((long) inner.size());
        }
        List<JsonNode> numbers = new ArrayList<>();
        collect(array, numbers);
        long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
        long count = shape.stream().reduce(1L, (a, b) -> a * b);
        if (count != numbers.size() || !numbers.stream().allMatch(JsonNode::isNumber)) {
            return Optional.empty();
        }
        return Optional.of(
                numbers.stream().allMatch(JsonNode::isIntegralNumber) ? whole(numbers, sizes) : real(numbers, sizes));
    }

    private static void collect(JsonNode array, List<JsonNode> numbers) {
        if (array.isArray()) {
            array.forEach(element -> collect(element, numbers));
        } else {
            numbers.add(array);
        }
    }

    private static Tensor whole(List<JsonNode> numbers, long... shape) {
        return HostData.tensor(numbers.stream().mapToLong(JsonNode::asLong).toArray(), shape);
    }

    private static Tensor real(List<JsonNode> numbers, long... shape) {
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) numbers.get(i).asDouble();
        }
        return HostData.tensor(values, shape);
    }
}
