package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.AutoencoderProvider;
import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.SingleSeedNoise;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenModel;
import io.diffusion4j.testkit.golden.GoldenSetup;
import io.diffusion4j.testkit.golden.Unsupported;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** One call of an autoencoder. */
record AutoencoderCase(String name, GoldenFile file, JsonNode call, AutoencoderOptions options) implements GoldenCase {

    @Override
    public void run(GoldenSetup setup, Checks checks) {
        Provider<?, ?> provider = setup.provider(
                AutoencoderProvider.class, file.json().get("class").asText());
        try (TensorSource tensors = file.tensors();
                GoldenModel<Autoencoder> model = GoldenModel.load(
                        setup,
                        Autoencoder.class,
                        provider,
                        file.config("config.json"),
                        file.folder().resolve("diffusion_pytorch_model.safetensors"))) {
            Tensor x = tensors.open(call.get("inputs").get("x").get("tensor").asText());
            Map<String, Tensor> got = outputs(withOptions(model.part()), x);
            double tolerance = call.get("tolerance").get("atol").asDouble();
            got.forEach((output, tensor) ->
                    expected(output).ifPresent(name -> checks.close(name, tensor, tensors.open(name), tolerance)));
        }
    }

    private Autoencoder withOptions(Autoencoder autoencoder) {
        JsonNode stored = call.path("options");
        boolean slicing = stored.path("slicing").asBoolean();
        JsonNode tiling = stored.path("tiling");
        if (tiling.isMissingNode()) {
            return slicing ? options.sliced(autoencoder) : autoencoder;
        }
        int tileSize = tiling.get("tile_sample_min_size").asInt();
        double overlap = tiling.get("tile_overlap_factor").asDouble();
        Autoencoder tiled = options.tiled(autoencoder, tileSize, overlap);
        return slicing ? options.sliced(tiled) : tiled;
    }

    private Map<String, Tensor> outputs(Autoencoder autoencoder, Tensor x) {
        String method = call.get("method").asText();
        return switch (method) {
            case "encode" -> posterior(autoencoder.encode(x));
            case "decode" -> Map.of("sample", autoencoder.decode(x));
            case "forward" ->
                Map.of("sample", autoencoder.decode(autoencoder.encode(x).mean()));
            case "scale_latents" -> onlyOutput(autoencoder.info().scale(x));
            case "unscale_latents" -> onlyOutput(autoencoder.info().unscale(x));
            default -> throw new Unsupported("an autoencoder has no method " + method);
        };
    }

    private Map<String, Tensor> posterior(Posterior posterior) {
        Map<String, Tensor> outputs = new HashMap<>(Map.of(
                "mean", posterior.mean(),
                "mode", posterior.mean(),
                "logvar", posterior.logVariance(),
                "std", posterior.standardDeviation()));
        JsonNode seed = call.path("options").path("sample_seed");
        if (!seed.isMissingNode()) {
            outputs.put(
                    "sample",
                    posterior.sample(new SingleSeedNoise(seed.asLong()).draw(NoiseSource.INITIAL, posterior.mean())));
        }
        return outputs;
    }

    private Map<String, Tensor> onlyOutput(Tensor tensor) {
        return Map.of(call.get("outputs").fieldNames().next(), tensor);
    }

    private Optional<String> expected(String output) {
        return Optional.ofNullable(call.get("outputs").get(output))
                .map(o -> o.get("tensor").asText());
    }
}
