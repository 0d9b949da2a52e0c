package io.diffusion4j.families.pixart;

import io.diffusion4j.backbones.dit.pixart.ResolutionBins;
import io.diffusion4j.backbones.dit.pixart.SizeConditions;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.families.MeanPrediction;
import io.diffusion4j.pipelines.latent.ImageSize;
import io.diffusion4j.pipelines.latent.LatentRecipe;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Runs of PixArt: images are made in the nearest size that the model was trained on, which some models are told.
 *
 * @param side of the square images that the model was trained on, in pixels
 */
record PixArtRecipe(int patchSize, BackboneInfo backbone, int side) implements LatentRecipe {
    /** Sides whose models were trained on many shapes. */
    private static final Set<Integer> BINNED = Set.of(256, 512, 1024, 2048);

    @Override
    public Backbone adapt(Backbone own) {
        return MeanPrediction.of(own);
    }

    @Override
    public Optional<Integer> patch() {
        return Optional.of(patchSize);
    }

    @Override
    public ImageSize made(ImageSize asked) {
        if (!BINNED.contains(side)) {
            return asked;
        }
        ResolutionBins.Size nearest = ResolutionBins.of(side).nearest(asked.height(), asked.width());
        return new ImageSize(nearest.width(), nearest.height());
    }

    @Override
    public Conditioning conditioned(Conditioning prompt, ImageSize made) {
        if (!backbone.conditioning().contains(SizeConditions.RESOLUTION)) {
            return prompt;
        }
        try (Scope scope = Scope.open()) {
            float ratio = (float) made.height() / made.width();
            return prompt.with(SizeConditions.RESOLUTION, rows(scope, prompt, made.height(), made.width()))
                    .with(SizeConditions.ASPECT_RATIO, rows(scope, prompt, ratio));
        }
    }

    @Override
    public String guidance() {
        return "{type: cfg, scale: 4.5}";
    }

    /** The numbers once for each row of the prompt. */
    private static Tensor rows(Scope scope, Conditioning prompt, float... numbers) {
        Tensor context = prompt.require(Conditioning.CONTEXT);
        Tensor row = HostData.tensor(numbers, 1, numbers.length).to(context.device(), ScalarType.Float);
        return scope.keep(row.expand(context.size(0), numbers.length));
    }
}
