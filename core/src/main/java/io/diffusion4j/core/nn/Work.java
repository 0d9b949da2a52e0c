package io.diffusion4j.core.nn;

/** Floating-point operations, by what they are done for. */
public record Work(long convolution, long linear, long attention) {
    /** What it is done for. */
    public enum Kind {
        CONVOLUTION,
        LINEAR,
        ATTENTION
    }

    public long total() {
        return convolution + linear + attention;
    }
}
