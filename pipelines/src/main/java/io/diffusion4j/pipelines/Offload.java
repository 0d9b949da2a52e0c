package io.diffusion4j.pipelines;

/** Which weights are in memory at a time. */
public enum Offload {
    /** All if they fit beside what a run needs; else as few as it takes. */
    AUTO,
    /** All. */
    NONE,
    /** Those of one stage of a run: text encoders, then the backbone, then the autoencoder. */
    COMPONENTS,
    /** Of these, two blocks of each transformer: the one that runs and the next. */
    BLOCKS
}
