package io.diffusion4j.backbones.dit.pixart;

/** The names under which {@link io.diffusion4j.core.backbone.Conditioning} holds the size of the image. */
public final class SizeConditions {
    /** Height and width in pixels [batch, 2]. */
    public static final String RESOLUTION = "resolution";
    /** Height over width [batch, 1]. */
    public static final String ASPECT_RATIO = "aspect-ratio";

    private SizeConditions() {}
}
