package io.diffusion4j.core.backbone;

import java.util.Set;

/**
 * What a backbone takes and gives.
 *
 * @param inChannels channels of the sample it takes
 * @param outChannels channels it returns
 * @param sampleSize height and width of the latents it was trained on
 * @param conditioning names of the conditioning tensors it needs
 */
public record BackboneInfo(int inChannels, int outChannels, int sampleSize, Set<String> conditioning) {
    public BackboneInfo {
        conditioning = Set.copyOf(conditioning);
    }
}
