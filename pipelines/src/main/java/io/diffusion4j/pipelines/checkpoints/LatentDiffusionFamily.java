package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.weights.SafetensorsFile;
import java.util.HashMap;
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
record LatentDiffusionFamily(long inChannels, long contextWidth) {
    private static final Logger LOG = LoggerFactory.getLogger(LatentDiffusionFamily.class);
    private static final String UNET = "model.diffusion_model.";
    private static final String FIRST = UNET + "input_blocks.0.0.weight";
    private static final Pattern CONTEXT = Pattern.compile(Pattern.quote(UNET) + ".*\\.attn2\\.to_k\\.weight");
    private static final Map<Long, String> MODELS = Map.of(768L, "sd1", 1024L, "sd2");
    private static final Map<Long, String> PIPELINES =
            Map.of(4L, "StableDiffusionPipeline", 9L, "StableDiffusionInpaintPipeline");

    /** The family, if the file has such a UNet without the class embedding of SDXL. */
    static Optional<LatentDiffusionFamily> of(SafetensorsFile file) {
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
                .map(name -> new LatentDiffusionFamily(
                        inChannels, file.info(name).shape().get(1)));
    }

    /** The configs of the published model with such shapes. @throws CheckpointException if there is none */
    StockConfigs configs(SafetensorsFile file) {
        String model = MODELS.get(contextWidth);
        String pipeline = PIPELINES.get(inChannels);
        if (model == null || pipeline == null) {
            throw new CheckpointException(file.location() + ": the UNet takes " + inChannels
                    + " channels and text states of width " + contextWidth
                    + ", but the configs known here are for 4 or 9"
                    + " channels and widths 768 and 1024; give a folder with the model's configs");
        }
        Map<String, Map<String, Object>> overrides = new HashMap<>();
        overrides.put("unet", Map.of("in_channels", inChannels));
        Optional<String> prediction = prediction(file.metadata());
        prediction.ifPresent(type -> overrides.put("scheduler", Map.of("prediction_type", type)));
        if (prediction.isEmpty() && model.equals("sd2") && inChannels == 4) {
            LOG.warn(
                    "{}: the file does not tell what it predicts; v-prediction is assumed, as for the 768 pixel models;"
                            + " for the 512 pixel base model give its folder with configs",
                    file.location());
        }
        if (model.equals("sd2") && inChannels == 9) {
            overrides.putIfAbsent("scheduler", Map.of("prediction_type", "epsilon"));
        }
        return StockConfigs.of(model, pipeline, overrides);
    }

    private static Optional<String> prediction(Map<String, String> metadata) {
        String type = metadata.getOrDefault("modelspec.prediction_type", "");
        return Optional.ofNullable(
                Map.of("epsilon", "epsilon", "v", "v_prediction").get(type));
    }
}
