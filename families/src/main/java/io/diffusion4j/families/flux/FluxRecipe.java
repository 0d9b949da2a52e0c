package io.diffusion4j.families.flux;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.families.FlowRecipe;
import io.diffusion4j.pipelines.latent.ImageSize;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Runs of FLUX.1.
 *
 * @param guided whether the model is told a guidance scale, as dev is
 */
record FluxRecipe(boolean guided) implements FlowRecipe {
    /** What the model is told where the guidance says nothing of it. */
    private static final double SCALE = 3.5;
    /** Two by two latent pixels are a token. */
    private static final int PATCH = 2;

    @Override
    public Backbone adapt(Backbone backbone) {
        return new NoiseLevelTime(backbone);
    }

    @Override
    public Optional<Integer> patch() {
        return Optional.of(PATCH);
    }

    @Override
    public Conditioning conditioned(Conditioning prompt, ImageSize made) {
        if (!guided) {
            return prompt;
        }
        try (Scope scope = Scope.open()) {
            Tensor pooled = prompt.require(Conditioning.POOLED);
            Tensor scales = torch.torch_full(
                    new long[] {pooled.size(0)}, new Scalar(SCALE), new TensorOptions(ScalarType.Float));
            return prompt.with(Conditioning.GUIDANCE, scope.keep(scales.to(pooled.device(), ScalarType.Float)));
        }
    }

    @Override
    public String guidance() {
        return guided ? "{type: embedded, scale: " + SCALE + "}" : "none";
    }

    /** Noise levels in even steps from 1, of which the last step takes the whole. */
    @Override
    public PlanRequest plan(PlanRequest request) {
        int steps = request.steps();
        return request.withSigmas(IntStream.range(0, steps)
                .mapToObj(i -> (double) (steps - i) / steps)
                .toList());
    }
}
