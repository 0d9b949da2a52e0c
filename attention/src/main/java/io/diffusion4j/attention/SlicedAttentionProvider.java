package io.diffusion4j.attention;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.spi.BuildContext;

/** Makes {@code sliced} kernels: block by block of heads and query rows. */
public final class SlicedAttentionProvider implements AttentionProvider<SlicedSettings> {
    @Override
    public String type() {
        return "sliced";
    }

    @Override
    public Class<SlicedSettings> settings() {
        return SlicedSettings.class;
    }

    @Override
    public String summary() {
        return "Attention in blocks of heads and query rows, for little memory";
    }

    @Override
    public AttentionKernel create(SlicedSettings settings, BuildContext context) {
        return new SlicedAttention(settings.blockRule());
    }
}
