package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenModel;
import io.diffusion4j.testkit.golden.GoldenSetup;
import java.nio.file.Files;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One forward pass of a model whose checkpoint lies beside the file. */
record ModelCall(GoldenFile file, JsonNode json) {

    /** Those in the file, of whatever models. */
    static Stream<ModelCall> in(GoldenFile file) {
        if (!Files.exists(file.folder().resolve("config.json"))) {
            return Stream.empty();
        }
        return StreamSupport.stream(file.json().path("calls").spliterator(), false)
                .filter(call -> call.has("inputs") && !call.has("method"))
                .map(call -> new ModelCall(file, call));
    }

    /** Cases are many; the folder above tells the family: {@code unet/sd1/odd_7x9}. */
    String name() {
        String family = file.folder().getParent().getFileName().toString();
        String name =
                json.has("call") ? json.get("call").asText() : json.path("name").asText();
        return family + "/" + file.caseName() + "/" + name.replace(' ', '_');
    }

    /** Whether it gives one of these arguments. */
    boolean gives(String... arguments) {
        return Stream.of(arguments).anyMatch(json.get("inputs")::has);
    }

    /** The model. */
    <T, P extends Provider<?, ?>> GoldenModel<T> load(GoldenSetup setup, Class<T> type, Class<P> kind) {
        ReferenceConfig config = file.config("config.json");
        return GoldenModel.load(
                setup,
                type,
                setup.provider(kind, file.json().path("class").asText(config.className())),
                config,
                file.folder().resolve("diffusion_pytorch_model.safetensors"));
    }

    /** The output's own, or else the call's. */
    double tolerance(JsonNode output) {
        JsonNode own = output.get("atol");
        return (own == null ? json.get("tolerance").get("atol") : own).asDouble();
    }
}
