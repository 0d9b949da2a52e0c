package io.diffusion4j.training.measure;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/**
 * What a judge sees in pictures. The tensors are float32 and belong to the scope that was open at the call.
 *
 * @param attributes what it looked for
 * @param features [pictures, features]
 * @param embeddings in the space shared with captions, rows of length 1 [pictures, projection]
 * @param probabilities of the values [pictures, attributes, widest]; of no attribute, an empty tensor
 */
public record Impression(Attributes attributes, Tensor features, Tensor embeddings, Tensor probabilities) {
    /** For each picture the likeliest value of each attribute. */
    public List<Map<String, String>> likeliest() {
        List<Map<String, String>> pictures = new ArrayList<>();
        for (int i = 0; i < features.size(0); i++) {
            Map<String, String> likeliest = new TreeMap<>();
            probabilities(i)
                    .forEach((name, values) -> likeliest.put(
                            name,
                            values.entrySet().stream()
                                    .max(Map.Entry.comparingByValue())
                                    .orElseThrow()
                                    .getKey()));
            pictures.add(likeliest);
        }
        return pictures;
    }

    /** The probability of each value of each attribute in a picture. */
    public Map<String, Map<String, Double>> probabilities(int picture) {
        Map<String, Map<String, Double>> all = new TreeMap<>();
        if (attributes.count() == 0) {
            return all;
        }
        try (Scope scope = Scope.open()) {
            double[] rows = HostData.doubles(probabilities.select(0, picture));
            int row = 0;
            for (Map.Entry<String, List<String>> attribute : attributes.values().entrySet()) {
                Map<String, Double> values = new LinkedHashMap<>();
                for (String value : attribute.getValue()) {
                    values.put(value, rows[row * attributes.widest() + values.size()]);
                }
                all.put(attribute.getKey(), values);
                row++;
            }
            return all;
        }
    }
}
