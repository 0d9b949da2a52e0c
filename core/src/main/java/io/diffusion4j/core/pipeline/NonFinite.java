package io.diffusion4j.core.pipeline;

/** What a run does about values that are not numbers or infinite. */
public enum NonFinite {
    /** It ends and names the part and the step. */
    FAIL,
    /** The prediction is computed again with the backbone in float32; other parts end the run as with {@link #FAIL}. */
    RETRY_FLOAT32,
    /** 0 stands in for what is not a number, and the largest finite magnitude of the step for infinities. */
    REPLACE
}
