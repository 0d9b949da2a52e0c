package io.diffusion4j.core.pipeline;

/**
 * A finished image.
 *
 * @param index its number within the request, from 0
 * @param width pixels
 * @param height pixels
 * @param rgb 8-bit samples, row after row, red green blue; not copied: do not change it
 * @param manifest everything needed to make it again
 */
public record GeneratedImage(int index, int width, int height, byte[] rgb, Manifest manifest) {}
