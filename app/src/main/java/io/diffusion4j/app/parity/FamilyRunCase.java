package io.diffusion4j.app.parity;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.guidance.Denoiser;
import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.pipeline.PipelineProvider;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.Precision;
import io.diffusion4j.pipelines.assembly.Assembly;
import io.diffusion4j.pipelines.checkpoints.CheckpointOptions;
import io.diffusion4j.pipelines.checkpoints.Checkpoints;
import io.diffusion4j.pipelines.latent.LatentFamily;
import io.diffusion4j.pipelines.latent.LatentModel;
import io.diffusion4j.pipelines.latent.StartingLatents;
import io.diffusion4j.pipelines.sampling.DenoisingLoop;
import io.diffusion4j.pipelines.sampling.LatentDecoder;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenSetup;
import io.diffusion4j.testkit.golden.Unsupported;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/** One call of a pipeline of the reference: timesteps, predictions, latents after every step, and the image. */
record FamilyRunCase(String name, GoldenFile file, JsonNode call) implements GoldenCase {
    /** Of timesteps up to 1000 in float32. */
    private static final double TIMESTEP_TOLERANCE = 1e-3;

    @Override
    public void run(GoldenSetup setup, Checks checks) {
        Path folder = file.folder().resolve(file.json().path("components").asText("."));
        Checkpoint checkpoint = Checkpoints.open(folder.normalize(), CheckpointOptions.defaults());
        PipelineSettings settings = PipelineSettings.of(folder).withDtype(Precision.FLOAT32);
        PipelineContext context = new Assembly(setup.providers(), settings, checkpoint, setup.device()).context();
        try (TensorSource tensors = file.tensors()) {
            LatentFamily family = family(setup, checkpoint.pipelineClass());
            LatentModel model = LatentModel.load(context, family);
            CallInputs inputs = new CallInputs(call, tensors, model);
            new Run(model, inputs, checks)
                    .compare(scheduler(setup), guidance(setup, inputs), inputs.prompts(family, context));
        } finally {
            context.close();
        }
    }

    private static LatentFamily family(GoldenSetup setup, String pipelineClass) {
        return setup.providers().all(PipelineProvider.class).stream()
                .filter(provider -> provider.pipelineClasses().contains(pipelineClass))
                .filter(LatentFamily.class::isInstance)
                .map(LatentFamily.class::cast)
                .findFirst()
                .orElseThrow(() -> new Unsupported("no family makes " + pipelineClass));
    }

    private Scheduler scheduler(GoldenSetup setup) {
        JsonNode scheduler = call.get("scheduler");
        return setup.create(
                Scheduler.class,
                setup.provider(SchedulerProvider.class, scheduler.get("class").asText()),
                file.config(scheduler.get("config")));
    }

    private Guidance guidance(GoldenSetup setup, CallInputs inputs) {
        return GuidanceChoice.of(name, inputs.guidance(), setup);
    }

    /** The run itself, and what comes out of it. */
    private record Run(LatentModel model, CallInputs inputs, Checks checks) {
        void compare(Scheduler scheduler, Guidance guidance, CallInputs.Prompts prompts) {
            Trajectory trajectory = scheduler.plan(model.withTokens(inputs.plan(), inputs.size()));
            int first = inputs.hasImage() ? model.firstStep(trajectory, inputs.steps(), inputs.strength()) : 0;
            checks.close(
                    "timesteps",
                    trajectory.steps().stream()
                            .skip(first)
                            .mapToDouble(Step::timestep)
                            .toArray(),
                    numbers(inputs.call().get("timesteps")),
                    TIMESTEP_TOLERANCE);
            Tensor latents = start(trajectory, first);
            Denoiser denoiser =
                    watched(guidance.guide(model.backbone(), prompts.positive(), prompts.negative()), first);
            Tensor result = new DenoisingLoop(trajectory, denoiser, inputs.noise())
                    .run(
                            trajectory.start(latents, first),
                            () -> false,
                            (step, state) -> close(
                                    "latents",
                                    state.sample(),
                                    step(step.index() - first).get("latents")));
            close(
                    "decoder_in",
                    model.autoencoder().info().unscale(result),
                    inputs.call().get("decoder_in"));
            Tensor image = new LatentDecoder(model.autoencoder()).decode(result);
            close("image", image.permute(0, 2, 3, 1), inputs.call().get("image"));
        }

        private Tensor start(Trajectory trajectory, int first) {
            StartingLatents start = new StartingLatents(trajectory, inputs.noise());
            if (!inputs.hasImage()) {
                return start.ofNoise(
                        model.latentShape(inputs.images(), inputs.size()),
                        inputs.noise().draws().get(0).device());
            }
            Tensor latents = start.ofImage(
                    model.autoencoder(), StartingLatents.posterior(model.autoencoder(), inputs.image()), first);
            close("latents_start", latents, inputs.call().get("latents_start"));
            return latents;
        }

        /** Not all steps have a stored prediction. */
        private Denoiser watched(Denoiser denoiser, int first) {
            return (sample, step) -> {
                Tensor prediction = denoiser.predict(sample, step);
                JsonNode expected = step(step.index() - first).path("model_output");
                if (!expected.isMissingNode()) {
                    close("model_output", prediction, expected);
                }
                return prediction;
            };
        }

        private JsonNode step(int index) {
            return inputs.call().get("steps").get(index);
        }

        private void close(String what, Tensor got, JsonNode expected) {
            String tensor = expected.get("tensor").asText();
            checks.close(
                    what + " " + tensor,
                    got,
                    inputs.like(got, tensor),
                    expected.get("atol").asDouble());
        }

        private static double[] numbers(JsonNode array) {
            return IntStream.range(0, array.size())
                    .mapToDouble(i -> array.get(i).asDouble())
                    .toArray();
        }
    }
}
