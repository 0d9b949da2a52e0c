package io.diffusion4j.attention;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.spi.BuildContext;

/** Makes {@code math} kernels: the definition, with all scores in memory. */
public final class MathAttentionProvider implements AttentionProvider<NoSettings> {
    @Override
    public String type() {
        return "math";
    }

    @Override
    public Class<NoSettings> settings() {
        return NoSettings.class;
    }

    @Override
    public String summary() {
        return "Attention written out with all scores in memory; the reference for the others";
    }

    @Override
    public AttentionKernel create(NoSettings settings, BuildContext context) {
        return new MathAttention();
    }
}
