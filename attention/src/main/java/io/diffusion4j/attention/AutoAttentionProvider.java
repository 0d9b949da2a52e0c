package io.diffusion4j.attention;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.spi.BuildContext;

/** Makes {@code auto} kernels: the fastest of the others for each call. */
public final class AutoAttentionProvider implements AttentionProvider<NoSettings> {
    @Override
    public String type() {
        return "auto";
    }

    @Override
    public Class<NoSettings> settings() {
        return NoSettings.class;
    }

    @Override
    public String summary() {
        return "Chooses the fastest of math, sliced and flash for each shape, dtype and device";
    }

    @Override
    public AttentionKernel create(NoSettings settings, BuildContext context) {
        return new AutoAttention();
    }
}
