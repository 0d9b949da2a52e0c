package io.diffusion4j.backbones.unet;

/** What stands between the way down and the way up. */
public enum MiddleType {
    /** Nothing, as in BK-SDM-Tiny. Kim et al. 2023. */
    NONE,
    /** A transformer that attends to the context, between two residual blocks. */
    CROSS_ATTENTION
}
