package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.PreparableBackbone;
import io.diffusion4j.core.backbone.StepContext;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A network over tokens as a backbone: packs latents into tokens and knows where they are. */
public final class PackingBackbone implements PreparableBackbone {
    private static final int SHAPES = 4;

    private final BackboneInfo info;
    private final TokenTransformer transformer;
    private final TokenPlaces places;
    private final RotaryPositions positions;
    private final RecentTables<Shape> tables = new RecentTables<>(SHAPES);

    /** @param info in channels of latents, of which a token has four times as many */
    public PackingBackbone(
            BackboneInfo info, TokenTransformer transformer, TokenPlaces places, RotaryPositions positions) {
        this.info = info;
        this.transformer = transformer;
        this.places = places;
        this.positions = positions;
    }

    @Override
    public BackboneInfo info() {
        return info;
    }

    /**
     * Latents, or tokens [batch, tokens, 4 · channels] for those who place them by hand, as for several images side by
     * side.
     *
     * @param context with the noise level, from 0 to 1, as the timestep
     */
    @Override
    public Tensor forward(Tensor sample, StepContext context) {
        Conditioning conditioning = context.conditioning();
        info.conditioning().forEach(conditioning::require);
        try (Scope scope = Scope.open()) {
            if (Packing.isPacked(sample)) {
                Tensor told = places.told(conditioning).to(sample.device(), ScalarType.Float);
                return scope.keep(transformer.apply(sample, context, positions.of(told)));
            }
            TokenGrid tokens = Packing.grid(sample);
            RotaryTable table = table(tokens, conditioning.require(Conditioning.CONTEXT));
            return scope.keep(tokens.planarImage(transformer.apply(tokens.planarPatches(sample), context, table)));
        }
    }

    private RotaryTable table(TokenGrid image, Tensor text) {
        Shape shape = new Shape(image, text.size(1), text.device().str().getString());
        return new RotaryTable(tables.get(shape, () -> {
            Tensor here = places.of(image, shape.texts()).to(text.device(), ScalarType.Float);
            return positions.of(here).turns();
        }));
    }

    private record Shape(TokenGrid image, long texts, String device) {}
}
