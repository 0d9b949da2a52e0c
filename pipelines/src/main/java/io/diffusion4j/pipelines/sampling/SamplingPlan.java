package io.diffusion4j.pipelines.sampling;

import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.sampling.SamplingMethod;
import io.diffusion4j.core.sampling.SamplingMethodProvider;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The scheduler of a request with the sampling methods around it.
 *
 * @param name as messages call it
 * @param cautions why methods or settings are doubtful for this model
 */
public record SamplingPlan(Scheduler scheduler, String name, List<String> cautions) {
    /**
     * @param request with a resolved scheduler
     * @throws io.diffusion4j.core.error.ConfigurationException if a method does not fit the scheduler; plans may throw it too
     */
    public static SamplingPlan of(PipelineContext context, GenerationRequest request, SamplingMethod.Space space) {
        Part<SchedulerProvider<?>> part = request.scheduler().orElseThrow();
        Scheduler scheduler = context.scheduler(part);
        List<String> cautions = new ArrayList<>(mismatches(context, part));
        for (Part<SamplingMethodProvider<?>> asked : request.sampling()) {
            SamplingMethod method = context.samplingMethod(asked);
            scheduler = method.decorate(scheduler, part.type());
            method.caution(space).ifPresent(cautions::add);
        }
        return new SamplingPlan(scheduler, name(part, request), List.copyOf(cautions));
    }

    private static List<String> mismatches(PipelineContext context, Part<SchedulerProvider<?>> part) {
        return part.contradictions(context.checkpoint().require("scheduler").config()).stream()
                .map(sentence -> "request.scheduler." + sentence
                        + "; the image will suffer: leave the key out to use the checkpoint's")
                .toList();
    }

    private static String name(Part<SchedulerProvider<?>> part, GenerationRequest request) {
        String methods = request.sampling().stream().map(Part::type).collect(Collectors.joining(", "));
        return "the scheduler " + part.type() + (methods.isEmpty() ? "" : " with " + methods);
    }
}
