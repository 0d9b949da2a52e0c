package io.diffusion4j.guidance;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.guidance.Denoiser;
import io.diffusion4j.core.guidance.Guidance;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The scale is an input of the model, which was distilled from a guided one: Meng et al. 2023, section 3.1.
 *
 * @param around what is done with predictions that were told the scale
 */
record EmbeddedGuidance(double scale, Guidance around) implements Guidance {
    @Override
    public boolean needsNegative() {
        return around.needsNegative();
    }

    /** @throws ConfigurationException if the backbone takes no guidance scale */
    @Override
    public Denoiser guide(Backbone backbone, Conditioning positive, Optional<Conditioning> negative) {
        if (!backbone.info().conditioning().contains(Conditioning.GUIDANCE)) {
            throw new ConfigurationException(
                    "request.guidance: this model is not told a guidance scale; use cfg or none instead of embedded");
        }
        return around.guide(backbone, told(positive), negative.map(this::told));
    }

    private Conditioning told(Conditioning conditioning) {
        Tensor any = conditioning.tensors().values().iterator().next();
        Tensor scales =
                torch.torch_full(new long[] {any.size(0)}, new Scalar(scale), new TensorOptions(ScalarType.Float));
        return conditioning.with(Conditioning.GUIDANCE, scales.to(any.device(), ScalarType.Float));
    }
}
