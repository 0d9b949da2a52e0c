package io.diffusion4j.testkit.golden;

import java.util.List;

/**
 * Reads one kind of golden data. Implementations have a public constructor without parameters and are listed in
 * {@code META-INF/services/io.diffusion4j.testkit.golden.GoldenKind}; modules add kinds for what only they can run.
 */
public interface GoldenKind {
    /** The first part of its cases' names: {@code unet}. */
    String name();

    /** The cases in that file, in the file's order; none if its content is of another kind. */
    List<GoldenCase> find(GoldenFile file);
}
