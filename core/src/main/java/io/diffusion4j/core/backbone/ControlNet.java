package io.diffusion4j.core.backbone;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A network that sees another image too, such as edges or depths, and tells a backbone what to add behind its blocks.
 * Immutable and safe for several threads. Zhang et al. 2023.
 */
public interface ControlNet {
    /**
     * The names under which conditioning holds what this network adds, each before a dot and a number that counts from 0:
     * one name for each kind of block, in the backbone's order.
     */
    List<String> residuals();

    /**
     * What the backbone shall add, as conditioning for it.
     *
     * @param sample [batch, channels, height, width], as for the backbone, in the network's dtype and on its device
     * @param timestep [batch], as for the backbone
     * @param conditioning as for the backbone, and what this network wants to be told beside that
     * @param control the other image in the form that the network was trained with, such as latents of the sample's
     *     height and width [batch, channels, height, width], in the sample's dtype and on its device
     * @param strength what the residuals are multiplied by: 1 for what the network was trained with, 0 for no effect
     * @return the conditioning with the residuals in it; they belong to the open scope, and the tensors that were given
     *     to whom they belonged before
     * @throws IllegalArgumentException if the conditioning lacks what the network needs
     */
    Conditioning steer(Tensor sample, Tensor timestep, Conditioning conditioning, Tensor control, double strength);
}
