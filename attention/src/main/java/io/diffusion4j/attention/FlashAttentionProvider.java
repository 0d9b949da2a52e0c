package io.diffusion4j.attention;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.spi.BuildContext;

/** Makes {@code flash} kernels: libtorch's fused one. */
public final class FlashAttentionProvider implements AttentionProvider<NoSettings> {
    @Override
    public String type() {
        return "flash";
    }

    @Override
    public Class<NoSettings> settings() {
        return NoSettings.class;
    }

    @Override
    public String summary() {
        return "libtorch's fused attention, fastest on CUDA and in float32 on the CPU";
    }

    @Override
    public AttentionKernel create(NoSettings settings, BuildContext context) {
        return new FlashAttention();
    }
}
