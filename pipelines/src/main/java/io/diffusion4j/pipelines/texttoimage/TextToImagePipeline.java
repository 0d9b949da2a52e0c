package io.diffusion4j.pipelines.texttoimage;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationObserver;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.GenerationResult;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.SamplingMethod;
import io.diffusion4j.core.sampling.SeededNoise;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.pipelines.sampling.DenoisingLoop;
import io.diffusion4j.pipelines.sampling.LatentDecoder;
import io.diffusion4j.pipelines.sampling.NonFiniteSteps;
import io.diffusion4j.pipelines.sampling.NonFiniteValues;
import io.diffusion4j.pipelines.sampling.RunWarnings;
import io.diffusion4j.pipelines.sampling.SamplingPlan;
import io.diffusion4j.pipelines.sampling.StepCheck;
import io.diffusion4j.pipelines.sampling.StepDiagnostics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Latent text-to-image diffusion: one text encoder, one backbone, one autoencoder. Rombach et al. 2022. */
final class TextToImagePipeline implements Pipeline {
    private static final String BACKBONE = "unet";
    private static final String TEXT_ENCODER = "the text encoder text_encoder";
    private static final String AUTOENCODER = "the autoencoder vae";

    private final PipelineContext context;
    private final TextEncoder textEncoder;
    private final Backbone backbone;
    private final Autoencoder autoencoder;
    private final LatentDecoder decoder;
    private Backbone precise;

    TextToImagePipeline(PipelineContext context, TextEncoder textEncoder, Backbone backbone, Autoencoder autoencoder) {
        this.context = context;
        this.textEncoder = textEncoder;
        this.backbone = backbone;
        this.autoencoder = autoencoder;
        this.decoder = new LatentDecoder(autoencoder);
    }

    @Override
    public GenerationResult generate(GenerationRequest asked, GenerationObserver observer) {
        GenerationRequest request = RequestDefaults.resolve(asked, backbone.info(), autoencoder.info(), context);
        Guidance guidance = context.guidance(request.guidance().orElseThrow());
        SamplingPlan plan = SamplingPlan.of(context, request, SamplingMethod.Space.LATENTS);
        Trajectory trajectory = plan.scheduler()
                .plan(new PlanRequest(request.steps(), request.timesteps(), request.sigmas(), 1, Optional.empty()));
        NonFiniteValues values = new NonFiniteValues(request.nonFinite(), context.dtype());
        RunWarnings warnings = new RunWarnings(observer);
        plan.cautions().forEach(warnings::add);
        List<GeneratedImage> images = new ArrayList<>();
        try (Scope run = Scope.open();
                InferenceMode inference = new InferenceMode(true)) {
            Conditioning positive = values.settled(
                    textEncoder.encode(List.of(request.prompt()), request.clipSkip()), TEXT_ENCODER, warnings);
            // The reference leaves layers out for the positive prompt only.
            Optional<Conditioning> negative = guidance.needsNegative()
                    ? Optional.of(values.settled(
                            textEncoder.encode(List.of(request.negativePrompt()), 0), TEXT_ENCODER, warnings))
                    : Optional.empty();
            for (int first = 0; first < request.count(); first += request.batch()) {
                Batch batch = Batch.of(request, first);
                RunWarnings ofBatch = warnings.ofBatch();
                Manifests manifests = new Manifests(context, request, batch, ofBatch);
                Conditioning rows = positive.expand(batch.size());
                Optional<Conditioning> negativeRows = negative.map(n -> n.expand(batch.size()));
                NonFiniteSteps.Parts parts = new NonFiniteSteps.Parts(
                        backbone,
                        BACKBONE,
                        this::preciseBackbone,
                        used -> guidance.guide(used, rows, negativeRows)::predict,
                        plan.name());
                try (Scope scope = Scope.open()) {
                    Tensor pixels = new BatchRun(batch, trajectory, observer, values, ofBatch)
                            .pixels(parts, latentShape(request, batch));
                    images.addAll(split(pixels, batch, manifests, observer));
                }
            }
        }
        return new GenerationResult(images);
    }

    /** Loaded when a run first needs it, and kept. */
    private synchronized Backbone preciseBackbone() {
        if (precise == null) {
            precise = context.backbone(BACKBONE, DType.FLOAT32);
        }
        return precise;
    }

    /** One batch on its way from noise to pixels. */
    private final class BatchRun {
        private final Batch batch;
        private final Trajectory trajectory;
        private final GenerationObserver observer;
        private final NonFiniteValues values;
        private final RunWarnings warnings;

        BatchRun(
                Batch batch,
                Trajectory trajectory,
                GenerationObserver observer,
                NonFiniteValues values,
                RunWarnings warnings) {
            this.batch = batch;
            this.trajectory = trajectory;
            this.observer = observer;
            this.values = values;
            this.warnings = warnings;
        }

        Tensor pixels(NonFiniteSteps.Parts parts, long[] shape) {
            NoiseSource noise = new SeededNoise(batch.seeds());
            Tensor like = torch.empty(
                    shape,
                    new TensorOptions(ScalarType.Float)
                            .device(new org.bytedeco.pytorch.DeviceOptional(context.device())),
                    new MemoryFormatOptional());
            SamplerState start = observer.continued(batch.first())
                    .orElseGet(() -> trajectory.start(
                            noise.draw(NoiseSource.INITIAL, like).mul(new Scalar(trajectory.initialNoiseSigma()))));
            NonFiniteSteps finite = new NonFiniteSteps(values, parts, trajectory, noise);
            Tensor denoised = new DenoisingLoop(
                            trajectory, parts.guided().apply(parts.backbone()), noise, diagnosed(finite))
                    .run(start, observer::isCancelled, (step, state) -> observer.onStep(batch.first(), step, state));
            finite.report(warnings);
            return LatentDecoder.toBytes(
                    decoder.decode(denoised, image -> values.settled(image, AUTOENCODER, warnings)));
        }

        private StepCheck diagnosed(StepCheck check) {
            return observer.wantsDiagnostics()
                    ? new StepDiagnostics(
                            trajectory, statistics -> observer.onDiagnostics(batch.first(), statistics), check)
                    : check;
        }
    }

    private long[] latentShape(GenerationRequest request, Batch batch) {
        int factor = autoencoder.info().factor();
        return new long[] {
            batch.size(),
            autoencoder.info().latentChannels(),
            request.height().orElseThrow() / factor,
            request.width().orElseThrow() / factor
        };
    }

    private static List<GeneratedImage> split(
            Tensor pixels, Batch batch, Manifests manifests, GenerationObserver observer) {
        byte[] all = HostData.bytes(pixels);
        int size = all.length / batch.size();
        List<GeneratedImage> images = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            GeneratedImage image = new GeneratedImage(
                    batch.first() + i,
                    (int) pixels.size(2),
                    (int) pixels.size(1),
                    Arrays.copyOfRange(all, i * size, (i + 1) * size),
                    manifests.of(i));
            observer.onImage(image);
            images.add(image);
        }
        return images;
    }

    @Override
    public void close() {
        context.close();
    }

    /** Images {@code first} to {@code first + size - 1} of a request. */
    record Batch(int first, List<Long> seeds) {
        static Batch of(GenerationRequest request, int first) {
            long seed = request.seed().orElseThrow() + first;
            int size = Math.min(request.batch(), request.count() - first);
            return new Batch(
                    first, LongStream.range(0, size).map(i -> seed + i).boxed().toList());
        }

        int size() {
            return seeds.size();
        }
    }
}
