package io.diffusion4j.pipelines.latent;

import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationObserver;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.pipelines.sampling.NonFiniteSteps;
import io.diffusion4j.pipelines.sampling.NonFiniteValues;
import io.diffusion4j.pipelines.sampling.RunWarnings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;

/** One request on its way: what all its batches share. Belongs to one thread. */
final class LatentRun {
    private final PipelineContext context;
    private final LatentModel model;
    private final GenerationRequest request;
    private final GenerationObserver observer;
    private final Supplier<Backbone> precise;
    private final RunPlan plan;
    private final Guidance guidance;
    private final NonFiniteValues values;
    private final RunWarnings warnings;

    /** @param request with nothing left open @param precise the backbone once more, computing in float32 */
    LatentRun(
            PipelineContext context,
            LatentModel model,
            GenerationRequest request,
            GenerationObserver observer,
            Supplier<Backbone> precise) {
        this.context = context;
        this.model = model;
        this.request = request;
        this.observer = observer;
        this.precise = precise;
        this.plan = RunPlan.of(context, model, request);
        this.guidance = context.guidance(request.guidance().orElseThrow());
        this.values = new NonFiniteValues(request.nonFinite(), context.dtype());
        this.warnings = new RunWarnings(observer);
        plan.cautions().forEach(warnings::add);
    }

    List<GeneratedImage> images(PromptEncoder prompts, Optional<InitialImage> image) {
        List<GeneratedImage> images = new ArrayList<>();
        try (Scope run = Scope.open();
                InferenceMode inference = new InferenceMode(true)) {
            Conditioning positive = settled(prompts.positive(request), prompts.name());
            Optional<Conditioning> negative = guidance.needsNegative()
                    ? Optional.of(settled(prompts.negative(request), prompts.name()))
                    : Optional.empty();
            Optional<Posterior> posterior = image.map(this::posterior);
            for (int first = 0; first < request.count(); first += request.batch()) {
                Batch batch = Batch.of(request, first);
                BatchRun ofBatch = new BatchRun(batch, model, plan, context.device(), values, warnings.ofBatch());
                try (Scope scope = Scope.open()) {
                    Tensor pixels = ofBatch.pixels(parts(batch, positive, negative), posterior, observer);
                    images.addAll(new FinishedBatch(
                                    context, request, batch, ofBatch.warnings(), image.map(InitialImage::digest))
                            .images(pixels, observer));
                }
            }
        }
        return images;
    }

    private Conditioning settled(Conditioning prompt, String name) {
        return model.recipe().conditioned(values.settled(prompt, name, warnings), plan.made());
    }

    private Posterior posterior(InitialImage image) {
        try (Scope scope = Scope.open()) {
            Tensor asked = FittedImage.of(image.tensor(), plan.asked());
            Posterior posterior = StartingLatents.posterior(
                    model.autoencoder(), FittedImage.of(asked, plan.made()).to(context.device(), asked.scalar_type()));
            Tensor mean = values.settled(posterior.mean(), BatchRun.AUTOENCODER, warnings);
            return new Posterior(scope.keep(mean), scope.keep(posterior.logVariance()));
        }
    }

    private NonFiniteSteps.Parts parts(Batch batch, Conditioning positive, Optional<Conditioning> negative) {
        Conditioning rows = positive.expand(batch.size());
        Optional<Conditioning> negativeRows = negative.map(n -> n.expand(batch.size()));
        return new NonFiniteSteps.Parts(
                model.backbone(),
                model.component(),
                precise,
                used -> guidance.guide(used, rows, negativeRows)::predict,
                plan.scheduler());
    }
}
