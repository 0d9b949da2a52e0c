package io.diffusion4j.app.parity;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.guidance.Denoiser;
import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.Precision;
import io.diffusion4j.pipelines.assembly.Assembly;
import io.diffusion4j.pipelines.checkpoints.CheckpointOptions;
import io.diffusion4j.pipelines.checkpoints.Checkpoints;
import io.diffusion4j.pipelines.latent.LatentModel;
import io.diffusion4j.pipelines.latent.LatentRecipe;
import io.diffusion4j.pipelines.latent.StartingLatents;
import io.diffusion4j.pipelines.sampling.DenoisingLoop;
import io.diffusion4j.pipelines.sampling.LatentDecoder;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenSetup;
import io.diffusion4j.testkit.golden.Unsupported;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** One run of a pipeline: latents after every step, image, and pixels. */
record TextToImageCase(String name, GoldenFile file, Path model, Path configs, RunInputs.Start start)
        implements GoldenCase {
    /** Pixels that may differ by one level, where the exact value lies on a rounding boundary. */
    private static final double MOST_PIXELS_ROUNDED_OTHERWISE = 0.001;

    @Override
    public void run(GoldenSetup setup, Checks checks) {
        JsonNode json = file.json();
        if (json.path("note").asText().contains("enable_")) {
            throw new Unsupported("needs " + json.get("note").asText());
        }
        Scheduler scheduler = scheduler(setup);
        PipelineSettings settings = PipelineSettings.of(model).withDtype(Precision.FLOAT32);
        Checkpoint checkpoint = Checkpoints.open(model, new CheckpointOptions(Optional.empty(), Optional.of(configs)));
        PipelineContext context = new Assembly(setup.providers(), settings, checkpoint, setup.device()).context();
        try (TensorSource tensors = file.tensors()) {
            new Run(context, new RunInputs(json, tensors, start), checks).compare(scheduler, guidance(setup));
        } finally {
            context.close();
        }
    }

    private Scheduler scheduler(GoldenSetup setup) {
        ReferenceConfig config = file.config(file.json().get("scheduler_config"));
        JsonNode eta = file.json().get("call").path("eta");
        return setup.create(
                Scheduler.class,
                setup.provider(
                        SchedulerProvider.class,
                        file.json().get("scheduler_class").asText()),
                eta.isMissingNode() ? config : config.with(Map.of("eta", eta.asDouble())));
    }

    /** As the reference does: no guidance at all for a scale of 1 or less. */
    private Guidance guidance(GoldenSetup setup) {
        JsonNode call = file.json().get("call");
        double scale = call.get("guidance_scale").asDouble();
        String yaml = scale > 1
                ? "{type: cfg, scale: %s, rescale: %s}"
                        .formatted(scale, call.path("guidance_rescale").asDouble())
                : "none";
        return GuidanceChoice.of(name, yaml, setup);
    }

    /** The run itself, and what comes out of it. */
    private final class Run {
        private final RunInputs inputs;
        private final Checks checks;
        private final TextEncoder encoder;
        private final Backbone backbone;
        private final Autoencoder autoencoder;

        Run(PipelineContext context, RunInputs inputs, Checks checks) {
            this.inputs = inputs;
            this.checks = checks;
            this.encoder = context.textEncoder("text_encoder", "tokenizer");
            this.backbone = context.backbone("unet");
            this.autoencoder = context.autoencoder("vae");
        }

        void compare(Scheduler scheduler, Guidance guidance) {
            Trajectory trajectory = scheduler.plan(plan(inputs.json().get("call")));
            Denoiser denoiser = guidance.guide(backbone, inputs.positive(encoder), inputs.negative(encoder));
            NoiseSource noise = inputs.noise();
            LatentModel model = new LatentModel("unet", backbone, autoencoder, LatentRecipe.plain());
            int first = inputs.hasImage() ? model.firstStep(trajectory, inputs.steps(), inputs.strength()) : 0;
            Tensor latents = start(new StartingLatents(trajectory, noise), first);
            checks.close("latents_init", latents, expected("latents_init"), tolerance("latents_steps"));
            Tensor result = new DenoisingLoop(trajectory, denoiser, noise)
                    .run(
                            trajectory.start(latents, first),
                            () -> false,
                            (step, state) -> checks.close(
                                    "latents_steps." + step.index(),
                                    state.sample(),
                                    expected("latents_steps").select(0, step.index() - first),
                                    tolerance("latents_steps")));
            Tensor image = new LatentDecoder(autoencoder).decode(result);
            checks.close("image", image, expected("image"), tolerance("image"));
            comparePixels(HostData.longs(LatentDecoder.toBytes(image)), HostData.longs(expected("image_uint8")));
        }

        private Tensor start(StartingLatents start, int first) {
            if (inputs.hasImage()) {
                Posterior posterior = StartingLatents.posterior(autoencoder, expected("in.image"));
                return start.ofImage(autoencoder, posterior, first);
            }
            Tensor like = expected("latents_init");
            return inputs.hasLatents()
                    ? expected("in.latents").mul(new Scalar(start.trajectory().initialNoiseSigma()))
                    : start.ofNoise(HostData.shape(like), like.device());
        }

        private void comparePixels(long[] got, long[] expected) {
            int differing = 0;
            for (int i = 0; i < got.length; i++) {
                long difference = Math.abs(got[i] - expected[i]);
                differing += difference > 0 ? 1 : 0;
                if (difference > 1) {
                    checks.fault("image_uint8: value %d is %d, expected %d".formatted(i, got[i], expected[i]));
                    return;
                }
            }
            if (differing > MOST_PIXELS_ROUNDED_OTHERWISE * got.length) {
                checks.fault("image_uint8: %d of %d values differ by one level".formatted(differing, got.length));
            }
        }

        private Tensor expected(String tensor) {
            return inputs.tensors().open(tensor);
        }

        private double tolerance(String what) {
            return inputs.json().get("tolerance").get(what).asDouble();
        }
    }

    private static PlanRequest plan(JsonNode call) {
        return new PlanRequest(
                call.path("num_inference_steps").asInt(1),
                numbers(call.path("timesteps")),
                numbers(call.path("sigmas")),
                1,
                Optional.empty());
    }

    private static Optional<List<Double>> numbers(JsonNode array) {
        if (!array.isArray()) {
            return Optional.empty();
        }
        List<Double> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.asDouble()));
        return Optional.of(numbers);
    }
}
