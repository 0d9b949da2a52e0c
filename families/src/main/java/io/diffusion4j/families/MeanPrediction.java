package io.diffusion4j.families;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.RunMemory;
import org.bytedeco.pytorch.Tensor;

/**
 * Drops what a backbone says about the variance, in the second half of its channels, before guidance sees it: guidance has
 * a meaning for predictions only.
 */
public record MeanPrediction(Backbone backbone) implements Backbone {
    /** The backbone itself if it says nothing of the kind. */
    public static Backbone of(Backbone backbone) {
        BackboneInfo info = backbone.info();
        return info.outChannels() == 2 * info.inChannels() ? new MeanPrediction(backbone) : backbone;
    }

    @Override
    public BackboneInfo info() {
        BackboneInfo info = backbone.info();
        return new BackboneInfo(info.inChannels(), info.inChannels(), info.sampleSize(), info.conditioning());
    }

    @Override
    public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
        return backbone.forward(sample, timestep, conditioning).narrow(1, 0, info().outChannels());
    }

    @Override
    public Backbone prepare(Tensor timesteps, Conditioning conditioning, RunMemory memory) {
        return new MeanPrediction(backbone.prepare(timesteps, conditioning, memory));
    }
}
