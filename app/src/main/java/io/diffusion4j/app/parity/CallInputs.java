package io.diffusion4j.app.parity;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.RecordedNoise;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.pipelines.latent.ImageSize;
import io.diffusion4j.pipelines.latent.LatentFamily;
import io.diffusion4j.pipelines.latent.LatentModel;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import io.diffusion4j.pipelines.latent.StartingLatents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** What one call of a pipeline is given. */
record CallInputs(JsonNode call, TensorSource tensors, LatentModel model) {
    private static final int PACKED_DIMENSIONS = 3;

    /** Both with one row for each image. */
    record Prompts(Conditioning positive, Optional<Conditioning> negative) {}

    ImageSize size() {
        JsonNode latents = call.get("decoder_in").get("shape");
        int factor = model.autoencoder().info().factor();
        return new ImageSize(latents.get(3).asInt() * factor, latents.get(2).asInt() * factor);
    }

    int images() {
        return call.get("decoder_in").get("shape").get(0).asInt();
    }

    int steps() {
        return params().get("num_inference_steps").asInt();
    }

    PlanRequest plan() {
        PlanRequest plan = PlanRequest.ofSteps(steps());
        JsonNode sigmas = params().path("sigmas");
        if (!sigmas.isArray()) {
            return model.recipe().plan(plan);
        }
        List<Double> levels = new ArrayList<>();
        sigmas.forEach(sigma -> levels.add(sigma.asDouble()));
        return plan.withSigmas(levels);
    }

    boolean hasImage() {
        return call.get("inputs").has("image");
    }

    Tensor image() {
        return input("image").orElseThrow();
    }

    double strength() {
        return params().get("strength").asDouble();
    }

    /** As a pipeline file would have it. The reference guides only at scales above 1. */
    String guidance() {
        JsonNode params = params();
        double scale = params.get("guidance_scale").asDouble();
        if (params.has("skip_guidance_layers")) {
            return "{type: skip-layer, scale: %s, skip-scale: %s, layers: %s, start: %s, stop: %s}"
                    .formatted(
                            scale,
                            params.get("skip_layer_guidance_scale"),
                            params.get("skip_guidance_layers"),
                            params.get("skip_layer_guidance_start"),
                            params.get("skip_layer_guidance_stop"));
        }
        if (model.backbone().info().conditioning().contains(Conditioning.GUIDANCE)) {
            return "{type: embedded, scale: %s, cfg: %s}"
                    .formatted(scale, params.path("true_cfg_scale").asDouble(1));
        }
        return scale > 1 ? "{type: cfg, scale: %s}".formatted(scale) : "none";
    }

    RecordedNoise noise() {
        if (!hasImage()) {
            return new RecordedNoise(NoiseSource.INITIAL, List.of(unpacked("latents_init")));
        }
        List<Tensor> draws = new ArrayList<>();
        call.get("noise")
                .forEach(noise -> draws.add(tensors.open(noise.get("tensor").asText())));
        return new RecordedNoise(StartingLatents.POSTERIOR, draws);
    }

    Prompts prompts(LatentFamily family, PipelineContext context) {
        if (params().has("class_labels")) {
            return classes(family.prompts(context));
        }
        return new Prompts(embedded("").orElseThrow(), embedded("negative_"));
    }

    /** The stored tensor in the layout of ours: unpacked, and the first rows of batches that hold each image twice. */
    Tensor like(Tensor got, String tensor) {
        Tensor stored = tensors.open(tensor);
        Tensor unpacked = stored.dim() == PACKED_DIMENSIONS ? unpack(stored, HostData.shape(got)) : stored;
        return unpacked.size(0) == 2 * got.size(0) ? unpacked.narrow(0, 0, got.size(0)) : unpacked;
    }

    private Tensor unpacked(String name) {
        Tensor stored = tensors.open(call.get(name).get("tensor").asText());
        return stored.dim() == PACKED_DIMENSIONS ? unpack(stored, model.latentShape(images(), size())) : stored;
    }

    /** Tokens of two by two latent pixels, whose channels are ordered channel, row, column. */
    private static Tensor unpack(Tensor tokens, long[] shape) {
        return tokens.reshape(shape[0], shape[2] / 2, shape[3] / 2, shape[1], 2, 2)
                .permute(0, 3, 1, 4, 2, 5)
                .reshape(shape);
    }

    private Optional<Conditioning> embedded(String prefix) {
        return input(prefix + "prompt_embeds").map(context -> {
            Conditioning prompt = Conditioning.ofContext(context);
            Optional<Tensor> pooled = input(prefix + "pooled_prompt_embeds");
            Optional<Tensor> mask = input(prefix + "prompt_attention_mask");
            Conditioning withPooled =
                    pooled.map(p -> prompt.with(Conditioning.POOLED, p)).orElse(prompt);
            Conditioning all =
                    mask.map(m -> withPooled.with(Conditioning.CONTEXT_MASK, m)).orElse(withPooled);
            return model.recipe().conditioned(all, size());
        });
    }

    private Prompts classes(PromptEncoder encoder) {
        List<Prompts> rows = new ArrayList<>();
        params().get("class_labels").forEach(label -> {
            GenerationRequest request = GenerationRequest.of(label.asText());
            rows.add(new Prompts(encoder.positive(request), Optional.of(encoder.negative(request))));
        });
        return rows.stream()
                .reduce((a, b) -> new Prompts(
                        a.positive().concat(b.positive()),
                        Optional.of(
                                a.negative().orElseThrow().concat(b.negative().orElseThrow()))))
                .orElseThrow();
    }

    private JsonNode params() {
        return call.get("params");
    }

    private Optional<Tensor> input(String name) {
        JsonNode input = call.get("inputs").path(name);
        return input.isMissingNode()
                ? Optional.empty()
                : Optional.of(tensors.open(input.get("tensor").asText()));
    }
}
