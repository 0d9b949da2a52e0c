package io.diffusion4j.training.data;

/** The size of a picture in pixels. */
public record Extent(int width, int height) {}
