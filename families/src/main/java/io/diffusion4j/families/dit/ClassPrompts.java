package io.diffusion4j.families.dit;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import java.util.Map;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Class labels: the prompt is a class. Without a negative prompt guidance leads away from no class at all. */
record ClassPrompts(ClassNames names, Device device) implements PromptEncoder {
    @Override
    public Conditioning positive(GenerationRequest request) {
        PromptEncoder.requireAllLayers(request);
        return label(names.number("request.prompt", request.prompt()));
    }

    @Override
    public Conditioning negative(GenerationRequest request) {
        String unwanted = request.negativePrompt();
        return label(unwanted.isBlank() ? names.none() : names.number("request.negative-prompt", unwanted));
    }

    @Override
    public String name() {
        return "the class labels";
    }

    private Conditioning label(int number) {
        try (Scope scope = Scope.open()) {
            Tensor label = HostData.tensor(new long[] {number}, 1);
            return new Conditioning(Map.of(Conditioning.CLASS_LABELS, scope.keep(label.to(device, ScalarType.Long))));
        }
    }
}
