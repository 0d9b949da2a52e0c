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

    /**
     * This backbone for one run, which computes once what does not change between steps: keys, values and projections of
     * the text, and, for all steps together, timestep embeddings and modulations. What depends on the text alone is the same
     * to the last bit; a product over all steps may round the last bits otherwise than one for each step. Unless overridden
     * nothing is prepared.
     *
     * @param timesteps [steps], float32, each that {@code forward} is expected to be told, once; others are computed as
     *     usual
     * @param conditioning the very object that {@code forward} will be given; under any other everything is computed as
     *     usual. Its tensors must neither change nor be freed before the memory is closed
     * @param memory of this run and this conditioning alone; it owns what is computed, and must be open while the result is
     *     used
     * @return for one thread
     */
    default Backbone prepare(Tensor timesteps, Conditioning conditioning, RunMemory memory) {
        return this;
    }
}
