package io.diffusion4j.backbones.dit.flux;

import io.diffusion4j.backbones.dit.blocks.Packing;
import io.diffusion4j.backbones.dit.blocks.PackingBackbone;
import io.diffusion4j.backbones.dit.blocks.RotaryPositions;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.weights.Weights;
import java.util.Set;

/** FLUX.1 as a backbone. Black Forest Labs 2024. */
final class Flux {
    private static final Set<String> CONDITIONING = Set.of(Conditioning.CONTEXT, Conditioning.POOLED);
    private static final Set<String> GUIDED = Set.of(Conditioning.CONTEXT, Conditioning.POOLED, Conditioning.GUIDANCE);

    private Flux() {}

    static Backbone of(FluxSettings settings, Weights weights, AttentionKernel kernel) {
        return new PackingBackbone(
                new BackboneInfo(
                        settings.inChannels() / Packing.PIXELS,
                        settings.outChannels() / Packing.PIXELS,
                        settings.sampleSize(),
                        settings.guidanceEmbeds() ? GUIDED : CONDITIONING),
                FluxTransformer.of(settings, weights, kernel),
                new FluxPlaces(),
                new RotaryPositions(settings.axesDimsRope()));
    }
}
