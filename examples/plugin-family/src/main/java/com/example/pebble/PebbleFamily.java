package com.example.pebble;

import io.diffusion4j.core.checkpoint.PublishedModel;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.pipelines.latent.LatentFamily;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import io.diffusion4j.pipelines.latent.SinglePromptEncoder;
import java.util.List;
import java.util.Set;

/** What makes a pipeline of the backbone: which component it is, and what reads the prompts. Listed in {@code META-INF/services}. */
public final class PebbleFamily implements LatentFamily {
    @Override
    public String type() {
        return "pebble";
    }

    @Override
    public String summary() {
        return "Pebble: CLIP reads the prompt, a few convolutions the latents";
    }

    @Override
    public Set<String> pipelineClasses() {
        return Set.of("PebblePipeline");
    }

    @Override
    public String backbone() {
        return "transformer";
    }

    @Override
    public PromptEncoder prompts(PipelineContext context) {
        return new SinglePromptEncoder(context.textEncoder("text_encoder", "tokenizer"), "text_encoder");
    }

    /** For {@code d4j synthesize pebble-tiny}; its configs lie beside this class. */
    @Override
    public List<PublishedModel> publishedModels() {
        return List.of(new PublishedModel("pebble-tiny", DType.FLOAT32, PebbleFamily.class));
    }
}
