package io.diffusion4j.testkit.golden.kinds;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenFile;
import org.bytedeco.pytorch.Tensor;

/**
 * What an encoder makes of one set of token ids, against the stored outputs.
 *
 * @param prefix of the tensors in the golden file
 */
record TextOutputs(TextEncoder encoder, TensorSource tensors, String prefix, Checks checks, double tolerance) {
    static TextOutputs of(TextEncoder encoder, GoldenFile file, TensorSource tensors, String prefix, Checks checks) {
        return new TextOutputs(
                encoder,
                tensors,
                prefix,
                checks,
                file.json().get("tolerance").get("atol").asDouble());
    }

    /** Compares one conditioning tensor, if the file has that output. */
    void compare(int skipLayers, String part, String output) {
        String name = prefix + output;
        if (!tensors.names().contains(name)) {
            return;
        }
        Tensor ids = tensors.open(prefix + "input_ids");
        Conditioning conditioning = encoder.encode(ids, skipLayers);
        checks.close(name, conditioning.require(part), tensors.open(name), tolerance);
    }
}
