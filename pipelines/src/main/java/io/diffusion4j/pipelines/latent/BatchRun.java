package io.diffusion4j.pipelines.latent;

import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.pipeline.GenerationObserver;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.SeededNoise;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.pipelines.sampling.DenoisingLoop;
import io.diffusion4j.pipelines.sampling.LatentDecoder;
import io.diffusion4j.pipelines.sampling.NonFiniteSteps;
import io.diffusion4j.pipelines.sampling.NonFiniteValues;
import io.diffusion4j.pipelines.sampling.RunBackbone;
import io.diffusion4j.pipelines.sampling.RunWarnings;
import io.diffusion4j.pipelines.sampling.StepCheck;
import io.diffusion4j.pipelines.sampling.StepDiagnostics;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/** One batch on its way from noise, or from an image, to pixels. */
record BatchRun(
        Batch batch, LatentModel model, RunPlan plan, Device device, NonFiniteValues values, RunWarnings warnings) {
    /** As messages call it. */
    static final String AUTOENCODER = "the autoencoder " + LatentModel.AUTOENCODER;

    /** @return uint8 [batch, height, width, 3] of the size that was asked for; belongs to the open scope */
    Tensor pixels(NonFiniteSteps.Parts parts, Optional<Posterior> image, GenerationObserver observer) {
        NoiseSource noise =
                new SeededNoise(batch.seeds(), image.isPresent() ? StartingLatents.POSTERIOR : NoiseSource.INITIAL);
        SamplerState start = observer.continued(batch.first())
                .map(state -> state.on(device))
                .orElseGet(() -> start(new StartingLatents(plan.trajectory(), noise), image));
        NonFiniteSteps finite = new NonFiniteSteps(values, parts, plan.trajectory(), noise);
        Tensor denoised;
        try (RunBackbone backbone = new RunBackbone(
                parts.backbone(),
                plan.trajectory()
                        .steps()
                        .subList(plan.first(), plan.trajectory().steps().size()))) {
            denoised = new DenoisingLoop(
                            plan.trajectory(), parts.guided().apply(backbone), noise, diagnosed(finite, observer))
                    .run(start, observer::isCancelled, (step, state) -> observer.onStep(batch.first(), step, state));
        }
        finite.report(warnings);
        Tensor made = new LatentDecoder(model.autoencoder())
                .decode(denoised, decoded -> values.settled(decoded, AUTOENCODER, warnings));
        return LatentDecoder.toBytes(FittedImage.of(made, plan.asked()));
    }

    private SamplerState start(StartingLatents start, Optional<Posterior> image) {
        Tensor latents = image.map(posterior -> start.ofImage(model.autoencoder(), expanded(posterior), plan.first()))
                .orElseGet(() -> start.ofNoise(model.latentShape(batch.size(), plan.made()), device));
        return plan.trajectory().start(latents, plan.first());
    }

    private Posterior expanded(Posterior posterior) {
        return new Posterior(expanded(posterior.mean()), expanded(posterior.logVariance()));
    }

    private Tensor expanded(Tensor row) {
        long[] shape = HostData.shape(row);
        shape[0] = batch.size();
        return row.expand(shape);
    }

    private StepCheck diagnosed(StepCheck check, GenerationObserver observer) {
        return observer.wantsDiagnostics()
                ? new StepDiagnostics(
                        plan.trajectory(), statistics -> observer.onDiagnostics(batch.first(), statistics), check)
                : check;
    }
}
