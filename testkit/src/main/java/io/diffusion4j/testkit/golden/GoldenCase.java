package io.diffusion4j.testkit.golden;

/** One comparison of what a part computes with what the reference computed. */
public interface GoldenCase {
    /** Kind, file and what within the file, without spaces: {@code unet/sd1/odd_7x9}. */
    String name();

    /**
     * Computes and compares. The caller holds a scope open and turns exceptions into results: {@link Unsupported}, and
     * {@code CheckpointException} or {@code ConfigurationException} that say "not supported", skip the case; any other
     * one fails it.
     */
    void run(GoldenSetup setup, Checks checks);
}
