package io.diffusion4j.testkit.contract;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.guidance.Denoiser;
import io.diffusion4j.core.guidance.Guidance;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

class PlainGuidanceTest extends GuidanceContract {
    @Override
    protected Guidance guidance() {
        return new Plain();
    }

    private static final class Plain implements Guidance {
        @Override
        public boolean needsNegative() {
            return true;
        }

        @Override
        public Denoiser guide(Backbone backbone, Conditioning positive, Optional<Conditioning> negative) {
            return (sample, step) -> {
                Tensor timestep = ShiftedCopy.timestep(sample.size(0), (float) step.timestep());
                Tensor towards = backbone.forward(sample, timestep, positive);
                Tensor from = backbone.forward(sample, timestep, negative.orElseThrow());
                return from.add(towards.sub(from).mul(new Scalar(7.5)));
            };
        }
    }
}
