package io.diffusion4j.core.backbone;

import org.bytedeco.pytorch.Tensor;

/** The network that predicts noise, velocity or the clean sample. Immutable and safe for several threads. */
public interface Backbone {
    BackboneInfo info();

    /**
     * @param sample [batch, {@code info().inChannels()}, height, width], in the backbone's dtype and on its device
     * @param timestep [batch], float32 or int64, in the units of training
     * @param conditioning has at least {@code info().conditioning()}
     * @return [batch, {@code info().outChannels()}, height, width]; belongs to the open scope
     */
    Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning);
}
