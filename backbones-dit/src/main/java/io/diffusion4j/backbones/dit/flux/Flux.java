package io.diffusion4j.backbones.dit.flux;

import io.diffusion4j.backbones.dit.blocks.RecentTables;
import io.diffusion4j.backbones.dit.blocks.RotaryPositions;
import io.diffusion4j.backbones.dit.blocks.RotaryTable;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** FLUX.1 as a backbone: packs latents into tokens and knows where they are. Black Forest Labs 2024. */
final class Flux implements Backbone {
    private static final int SHAPES = 4;
    /** Of samples that are tokens already. */
    private static final int TOKEN_DIMENSIONS = 3;

    private final FluxSettings settings;
    private final FluxTransformer transformer;
    private final RotaryPositions positions;
    private final RecentTables<Shape> tables = new RecentTables<>(SHAPES);

    private Flux(FluxSettings settings, FluxTransformer transformer) {
        this.settings = settings;
        this.transformer = transformer;
        this.positions = new RotaryPositions(settings.axesDimsRope());
    }

    static Flux of(FluxSettings settings, Weights weights, AttentionKernel kernel) {
        return new Flux(settings, FluxTransformer.of(settings, weights, kernel));
    }

    @Override
    public BackboneInfo info() {
        Set<String> always = Set.of(Conditioning.CONTEXT, Conditioning.POOLED);
        Set<String> guided = Set.of(Conditioning.CONTEXT, Conditioning.POOLED, Conditioning.GUIDANCE);
        return new BackboneInfo(
                settings.inChannels() / LatentTokens.PIXELS,
                settings.outChannels() / LatentTokens.PIXELS,
                settings.sampleSize(),
                settings.guidanceEmbeds() ? guided : always);
    }

    /**
     * Latents, or tokens for those who place them themselves: [batch, tokens, 4 · channels] with their places as
     * {@code img-ids} and {@code txt-ids}, as for several images side by side.
     *
     * @param timestep the noise level, from 0 to 1
     */
    @Override
    public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
        info().conditioning().forEach(conditioning::require);
        try (Scope scope = Scope.open()) {
            if (sample.dim() == TOKEN_DIMENSIONS) {
                RotaryTable table = positions.of(TokenIds.told(conditioning));
                return scope.keep(transformer.apply(sample, timestep, conditioning, table));
            }
            LatentTokens tokens = LatentTokens.of(sample);
            RotaryTable table = table(tokens, conditioning.require(Conditioning.CONTEXT));
            return scope.keep(tokens.unpack(transformer.apply(tokens.pack(sample), timestep, conditioning, table)));
        }
    }

    private RotaryTable table(LatentTokens image, Tensor text) {
        Shape shape = new Shape(image, text.size(1), text.device().str().getString());
        return new RotaryTable(tables.get(
                shape,
                () -> positions
                        .of(TokenIds.of(image, shape.texts()).to(text.device(), ScalarType.Float))
                        .turns()));
    }

    private record Shape(LatentTokens image, long texts, String device) {}
}
