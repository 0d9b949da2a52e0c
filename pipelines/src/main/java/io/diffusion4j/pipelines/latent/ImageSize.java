package io.diffusion4j.pipelines.latent;

/** The size of an image in pixels. */
public record ImageSize(int width, int height) {
    /** The largest size within this one whose sides are multiples of that. */
    ImageSize within(int multiple) {
        return new ImageSize(width / multiple * multiple, height / multiple * multiple);
    }
}
