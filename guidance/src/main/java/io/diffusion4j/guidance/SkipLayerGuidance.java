package io.diffusion4j.guidance;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.guidance.Denoiser;
import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.guidance.PairedDenoiser.Predictions;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * {@code cfg + skipScale (positive - positive without blocks)} while the share of steps done is between start and stop, both
 * excluded, as published with Stable Diffusion 3.5 medium.
 */
record SkipLayerGuidance(ClassifierFreeGuidance cfg, SkipLayerSettings settings) implements Guidance {
    static SkipLayerGuidance of(SkipLayerSettings settings) {
        return new SkipLayerGuidance(new ClassifierFreeGuidance(settings.scale(), 0, settings.rows()), settings);
    }

    @Override
    public boolean needsNegative() {
        return cfg.needsNegative();
    }

    @Override
    public Denoiser guide(Backbone backbone, Conditioning positive, Optional<Conditioning> negative) {
        PairedDenoiser pair = cfg.pair(backbone, positive, negative);
        Denoiser skipping = new ConditionedDenoiser(backbone, skipping(positive));
        return (sample, step) -> {
            try (Scope scope = Scope.open()) {
                Predictions predictions = pair.predict(sample, step);
                Tensor guided = cfg.combine(predictions);
                return scope.keep(
                        isActive(step)
                                ? guided.add(
                                        predictions.positive().sub(skipping.predict(sample, step)),
                                        new Scalar(settings.skipScale()))
                                : guided);
            }
        };
    }

    private boolean isActive(Step step) {
        return step.index() > settings.start() * step.count() && step.index() < settings.stop() * step.count();
    }

    private Conditioning skipping(Conditioning positive) {
        Tensor any = positive.tensors().values().iterator().next();
        int blocks = settings.layers().size();
        long[] rows = LongStream.range(0, any.size(0) * blocks)
                .map(i -> settings.layers().get((int) (i % blocks)))
                .toArray();
        return positive.with(Conditioning.SKIP_LAYERS, HostData.tensor(rows, any.size(0), blocks));
    }
}
