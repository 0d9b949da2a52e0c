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
import io.diffusion4j.core.sampling.SeededNoise;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.pipelines.sampling.DenoisingLoop;
import io.diffusion4j.pipelines.sampling.LatentDecoder;
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
    private final PipelineContext context;
    private final TextEncoder textEncoder;
    private final Backbone backbone;
    private final Autoencoder autoencoder;
    private final LatentDecoder decoder;

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
        Trajectory trajectory = context.scheduler(request.scheduler().orElseThrow())
                .plan(new PlanRequest(request.steps(), request.timesteps(), request.sigmas(), 1, Optional.empty()));
        List<GeneratedImage> images = new ArrayList<>();
        try (Scope run = Scope.open();
                InferenceMode inference = new InferenceMode(true)) {
            Conditioning positive = textEncoder.encode(List.of(request.prompt()), request.clipSkip());
            // The reference leaves layers out for the positive prompt only.
            Optional<Conditioning> negative = guidance.needsNegative()
                    ? Optional.of(textEncoder.encode(List.of(request.negativePrompt()), 0))
                    : Optional.empty();
            for (int first = 0; first < request.count(); first += request.batch()) {
                Batch batch = Batch.of(request, first);
                Manifests manifests = new Manifests(context, request, batch);
                Conditioning rows = positive.expand(batch.size());
                Optional<Conditioning> negativeRows = negative.map(n -> n.expand(batch.size()));
                try (Scope scope = Scope.open()) {
                    Tensor pixels = new BatchRun(batch, trajectory, observer)
                            .pixels(guidance.guide(backbone, rows, negativeRows)::predict, latentShape(request, batch));
                    images.addAll(split(pixels, batch, manifests, observer));
                }
            }
        }
        return new GenerationResult(images);
    }

    /** One batch on its way from noise to pixels. */
    private final class BatchRun {
        private final Batch batch;
        private final Trajectory trajectory;
        private final GenerationObserver observer;

        BatchRun(Batch batch, Trajectory trajectory, GenerationObserver observer) {
            this.batch = batch;
            this.trajectory = trajectory;
            this.observer = observer;
        }

        Tensor pixels(io.diffusion4j.core.guidance.Denoiser denoiser, long[] shape) {
            NoiseSource noise = new SeededNoise(batch.seeds());
            Tensor like = torch.empty(
                    shape,
                    new TensorOptions(ScalarType.Float)
                            .device(new org.bytedeco.pytorch.DeviceOptional(context.device())),
                    new MemoryFormatOptional());
            Tensor latents = noise.draw(NoiseSource.INITIAL, like).mul(new Scalar(trajectory.initialNoiseSigma()));
            Tensor denoised = new DenoisingLoop(trajectory, denoiser, noise)
                    .run(latents, observer::isCancelled, (step, state) -> observer.onStep(batch.first(), step, state));
            return LatentDecoder.toBytes(decoder.decode(denoised));
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
