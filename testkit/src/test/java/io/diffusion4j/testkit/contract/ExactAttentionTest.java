package io.diffusion4j.testkit.contract;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.testkit.ExactAttention;

class ExactAttentionTest extends AttentionKernelContract {
    @Override
    protected AttentionKernel kernel() {
        return new ExactAttention();
    }
}
