package io.diffusion4j.core.attention;

import io.diffusion4j.core.tensor.DType;

/**
 * The shape of one attention call.
 *
 * @param batch images
 * @param heads attention heads
 * @param queries number of query tokens
 * @param keys number of key and value tokens
 * @param headSize channels per head
 * @param masked whether a mask is added to the scores
 */
public record AttentionShape(
        long batch, long heads, long queries, long keys, long headSize, boolean masked, DType dtype, boolean cuda) {}
