package io.diffusion4j.core.pipeline;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.guidance.GuidanceProvider;
import io.diffusion4j.core.sampling.SamplingMethod;
import io.diffusion4j.core.sampling.SamplingMethodProvider;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.text.TextEncoder;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Device;

/**
 * What a pipeline is made from: the checkpoint, and ways to load its components with the providers that fit them. Backbones
 * and autoencoders from here take and give float32, whatever dtype they compute in.
 */
public interface PipelineContext {
    Checkpoint checkpoint();

    Device device();

    DType dtype();

    /** Loads a component with the backbone provider of its class. */
    Backbone backbone(String component);

    /**
     * Loads a backbone once more, to compute in another dtype.
     *
     * @return takes and gives float32; freed with all that was loaded
     */
    Backbone backbone(String component, DType dtype);

    Autoencoder autoencoder(String component);

    /** @param tokenizer name of the tokenizer's component */
    default TextEncoder textEncoder(String component, String tokenizer) {
        return textEncoder(component, tokenizer, Map.of());
    }

    /**
     * Loads a text encoder of which the family knows more than its config says.
     *
     * @param tokenizer name of the tokenizer's component
     * @param known config keys of the encoder's provider, such as {@code context}
     */
    TextEncoder textEncoder(String component, String tokenizer, Map<String, ?> known);

    /** The part of a request, its unwritten keys taken from the checkpoint's scheduler config; or the checkpoint's own. */
    Part<SchedulerProvider<?>> schedulerPart(Optional<Part<SchedulerProvider<?>>> asked);

    /** The scheduler; it remembers some of its last plans, so asking for the same part again costs nothing. */
    Scheduler scheduler(Part<SchedulerProvider<?>> part);

    SamplingMethod samplingMethod(Part<SamplingMethodProvider<?>> part);

    /**
     * The part of a request, or the family's.
     *
     * @param otherwise as a pipeline file would have it: {@code {type: cfg, scale: 5}}
     */
    Part<GuidanceProvider<?>> guidancePart(Optional<Part<GuidanceProvider<?>>> asked, String otherwise);

    Guidance guidance(Part<GuidanceProvider<?>> part);

    /** The settings that the pipeline was made with, as a YAML file would hold them, without the request. */
    Map<String, Object> settings();

    /** What else the pixels depend on, for the manifest. */
    Map<String, Object> environment();

    /** Frees all that was loaded. */
    void close();
}
