/** Adapters (LoRA, LoHa, LoKr): small files that change some weights of a model, merged into them as they are loaded. */
package io.diffusion4j.pipelines.adapters;
