package io.diffusion4j.app.parity;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.RecordedNoise;
import io.diffusion4j.core.sampling.SeededNoise;
import io.diffusion4j.core.sampling.SingleSeedNoise;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.pipelines.latent.StartingLatents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** What a golden run starts from. */
record RunInputs(JsonNode json, TensorSource tensors, Start start) {
    enum Start {
        PROMPT_AND_SEED,
        STORED_INPUTS
    }

    Conditioning positive(TextEncoder encoder) {
        JsonNode prompt = json.get("prompt");
        return rows(
                start == Start.STORED_INPUTS
                        ? Conditioning.ofContext(tensors.open("in.prompt_embeds"))
                        : encoder.encode(
                                texts(prompt.get("prompt")),
                                prompt.path("clip_skip").asInt()));
    }

    Optional<Conditioning> negative(TextEncoder encoder) {
        JsonNode prompt = json.get("prompt").path("negative_prompt");
        if (!prompt.isArray()) {
            return Optional.empty();
        }
        return Optional.of(rows(
                start == Start.STORED_INPUTS
                        ? Conditioning.ofContext(tensors.open("in.negative_prompt_embeds"))
                        : encoder.encode(texts(prompt), 0)));
    }

    NoiseSource noise() {
        if (start == Start.STORED_INPUTS) {
            List<Tensor> draws = new ArrayList<>();
            while (tensors.names().contains("noise." + draws.size())) {
                draws.add(tensors.open("noise." + draws.size()));
            }
            return new RecordedNoise(hasLatents() ? 0 : firstDraw(), draws);
        }
        JsonNode seed = json.get("seed");
        if (seed.isArray()) {
            List<Long> seeds = new ArrayList<>();
            seed.forEach(s -> seeds.add(s.asLong()));
            return new SeededNoise(seeds, firstDraw());
        }
        return new SingleSeedNoise(seed.asLong(), firstDraw());
    }

    /** Unit noise that was given to the reference instead of a seed. */
    boolean hasLatents() {
        return tensors.names().contains("in.latents");
    }

    /** The image that the run begins with. */
    boolean hasImage() {
        return tensors.names().contains("in.image");
    }

    int steps() {
        return json.get("call").get("num_inference_steps").asInt();
    }

    double strength() {
        return json.get("call").get("strength").asDouble();
    }

    private int firstDraw() {
        return hasImage() ? StartingLatents.POSTERIOR : NoiseSource.INITIAL;
    }

    private Conditioning rows(Conditioning conditioning) {
        int images = json.get("call").path("num_images_per_prompt").asInt(1);
        return images == 1 ? conditioning : conditioning.expand(images);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
