package io.diffusion4j.testkit.golden;

/** A case asks for something that nobody offers; it is skipped with this reason. */
public final class Unsupported extends RuntimeException {
    public Unsupported(String reason) {
        super(reason);
    }
}
