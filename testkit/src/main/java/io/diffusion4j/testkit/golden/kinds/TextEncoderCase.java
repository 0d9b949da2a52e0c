package io.diffusion4j.testkit.golden.kinds;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenModel;
import io.diffusion4j.testkit.golden.GoldenSetup;
import java.util.Map;

/** The encoder as Stable Diffusion 1 and 2 use it: final norm applied, 0 to 2 layers skipped. */
record TextEncoderCase(String name, GoldenFile file, String prefix) implements GoldenCase {
    @Override
    public void run(GoldenSetup setup, Checks checks) {
        try (TensorSource tensors = file.tensors();
                GoldenModel<TextEncoder> model = TextEncoderModel.load(setup, file, Map.of())) {
            TextOutputs outputs = TextOutputs.of(model.part(), file, tensors, prefix, checks);
            outputs.compare(0, Conditioning.CONTEXT, "last_hidden_state");
            outputs.compare(0, Conditioning.POOLED, "pooled");
            outputs.compare(1, Conditioning.CONTEXT, "sd_clip_skip1");
            outputs.compare(2, Conditioning.CONTEXT, "sd_clip_skip2");
        }
    }
}
