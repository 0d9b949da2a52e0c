package io.diffusion4j.backbones.dit.lumina;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.core.attention.AttentionKernel;

/** The heads that ask, and the fewer that are asked. */
record LuminaHeads(AttentionHeads queries, AttentionHeads keys) {
    static LuminaHeads of(LuminaSettings settings, AttentionKernel kernel) {
        int size = settings.hiddenSize() / settings.attentionHeads();
        return new LuminaHeads(
                new AttentionHeads(kernel, settings.attentionHeads(), size),
                new AttentionHeads(kernel, settings.keyValueHeads(), size));
    }
}
