package io.diffusion4j.backbones.unet;

/**
 * The names under which {@link io.diffusion4j.core.backbone.Conditioning} holds what a ControlNet adds to a U-Net.
 * Zhang et al. 2023.
 */
public final class ControlResiduals {
    /** Added behind the middle block; of its shape. */
    public static final String MIDDLE = "mid-residual";

    private ControlResiduals() {}

    /**
     * Added to a skip connection; of its shape.
     *
     * @param index 0 for the skip connection from the first convolution, then in the order of computation
     */
    public static String down(int index) {
        return "down-residual." + index;
    }
}
