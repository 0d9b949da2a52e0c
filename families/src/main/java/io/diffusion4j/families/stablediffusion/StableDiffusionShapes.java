package io.diffusion4j.families.stablediffusion;

import io.diffusion4j.core.checkpoint.PublishedModel;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.weights.SafetensorsFile;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which Stable Diffusion a file holds, told by the shapes of its UNet.
 *
 * @param inChannels 4, or 9 for inpainting
 * @param contextWidth the width of the text encoder's states: 768 for 1.x, 1024 for 2.x
 */
record StableDiffusionShapes(long inChannels, long contextWidth) {
    private static final Logger LOG = LoggerFactory.getLogger(StableDiffusionShapes.class);
    private static final String UNET = "model.diffusion_model.";
    private static final String FIRST = UNET + "input_blocks.0.0.weight";
    private static final Pattern CONTEXT = Pattern.compile(Pattern.quote(UNET) + ".*\\.attn2\\.to_k\\.weight");
    private static final Map<Long, PublishedModel> MODELS =
            Map.of(768L, StableDiffusionFamily.SD15, 1024L, StableDiffusionFamily.SD21);
    private static final Map<Long, String> PIPELINES =
            Map.of(4L, "StableDiffusionPipeline", 9L, "StableDiffusionInpaintPipeline");
    private static final Map<String, String> PREDICTIONS = Map.of("epsilon", "epsilon", "v", "v_prediction");

    /** The shapes, if the file has such a UNet without the class embedding of SDXL. */
    static Optional<StableDiffusionShapes> of(SafetensorsFile file) {
        if (!file.names().contains(FIRST)
                || file.info(FIRST).shape().size() != 4
                || file.names().stream().anyMatch(name -> name.startsWith(UNET + "label_emb."))) {
            return Optional.empty();
        }
        long inChannels = file.info(FIRST).shape().get(1);
        return file.names().stream()
                .filter(name -> CONTEXT.matcher(name).matches())
                .sorted()
                .findFirst()
                .filter(name -> file.info(name).shape().size() == 2)
                .map(name -> new StableDiffusionShapes(
                        inChannels, file.info(name).shape().get(1)));
    }

    /** The published model of that width. */
    Optional<PublishedModel> model() {
        return Optional.ofNullable(MODELS.get(contextWidth));
    }

    /** The class of pipeline that such models are for. */
    Optional<String> pipelineClass() {
        return Optional.ofNullable(PIPELINES.get(inChannels));
    }

    /** The published scheduler, with what the file or else its shapes tell of the model's predictions. */
    ReferenceConfig withPrediction(ReferenceConfig scheduler, SafetensorsFile file) {
        String told = PREDICTIONS.get(file.metadata().getOrDefault("modelspec.prediction_type", ""));
        if (told != null) {
            return scheduler.with(Map.of("prediction_type", told));
        }
        if (contextWidth != 1024) {
            return scheduler;
        }
        if (inChannels == 9) {
            return scheduler.with(Map.of("prediction_type", "epsilon"));
        }
        LOG.warn(
                "{}: the file does not tell what it predicts; v-prediction is assumed, as for the 768 pixel models;"
                        + " for the 512 pixel base model give its folder with configs",
                file.location());
        return scheduler;
    }
}
