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

/** The encoder as SDXL uses it: the layer before the last, without the final norm. */
record PenultimateCase(String name, GoldenFile file, String prefix) implements GoldenCase {
    @Override
    public void run(GoldenSetup setup, Checks checks) {
        try (TensorSource tensors = file.tensors();
                GoldenModel<TextEncoder> model = TextEncoderModel.load(setup, file, Map.of("context", "penultimate"))) {
            TextOutputs outputs = TextOutputs.of(model.part(), file, tensors, prefix, checks);
            outputs.compare(0, Conditioning.CONTEXT, "sdxl_prompt_embeds");
            outputs.compare(1, Conditioning.CONTEXT, "sdxl_clip_skip1");
            outputs.compare(0, Conditioning.POOLED, "pooled");
        }
    }
}
