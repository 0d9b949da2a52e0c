package io.diffusion4j.pipelines.latent;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplingMethod;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.pipelines.sampling.SamplingPlan;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a run, and the sizes of its images.
 *
 * @param asked size of the finished images
 * @param made size of the images as the model makes them
 * @param first index of the step that the run begins with
 * @param scheduler as messages call it
 * @param cautions what is doubtful about it
 */
record RunPlan(
        ImageSize asked, ImageSize made, Trajectory trajectory, int first, String scheduler, List<String> cautions) {
    /** @param request with nothing left open @throws ConfigurationException if the scheduler cannot do it */
    static RunPlan of(PipelineContext context, LatentModel model, GenerationRequest request) {
        ImageSize asked =
                new ImageSize(request.width().orElseThrow(), request.height().orElseThrow());
        ImageSize made = model.recipe().made(asked);
        SamplingPlan plan = SamplingPlan.of(context, request, SamplingMethod.Space.LATENTS);
        PlanRequest steps = steps(context, model, request);
        Trajectory trajectory = plan.scheduler().plan(model.withTokens(steps, made));
        int first = request.strength()
                .map(strength -> first(model, trajectory, steps.steps(), strength))
                .orElse(0);
        return new RunPlan(asked, made, trajectory, first, plan.name(), plan.cautions());
    }

    /** @param steps that were asked for */
    private static int first(LatentModel model, Trajectory trajectory, int steps, double strength) {
        int first = model.firstStep(trajectory, steps, strength);
        if (first == trajectory.steps().size()) {
            throw new ConfigurationException(
                    "request.strength: no step of %d is left to change the image; ask for more strength or more steps"
                            .formatted(steps));
        }
        return first;
    }

    private static PlanRequest steps(PipelineContext context, LatentModel model, GenerationRequest request) {
        int count = request.timesteps().or(request::sigmas).map(List::size).orElse(request.steps());
        PlanRequest asked = new PlanRequest(count, request.timesteps(), request.sigmas(), 1, Optional.empty());
        boolean custom = request.timesteps().isPresent() || request.sigmas().isPresent();
        String own = context.schedulerPart(Optional.empty()).type();
        return !custom && request.scheduler().orElseThrow().type().equals(own)
                ? model.recipe().plan(asked)
                : asked;
    }
}
