package io.diffusion4j.testkit.golden;

/** How a case ended. */
public enum Verdict {
    PASS,
    FAIL,
    /** Nobody offers what the case asks for. */
    SKIP
}
