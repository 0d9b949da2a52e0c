package io.diffusion4j.autoencoders.kl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.weights.WeightShapes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishedShapesTest {
    @Test
    void the_weights_of_stable_diffusion_are_asked_for_by_their_published_names_and_shapes() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path file = Path.of(System.getProperty("goldens"), "published-shapes", "vae-sd15.json");
        JsonNode published = json.readTree(file.toFile());
        Map<String, Object> config = json.convertValue(published.get("config"), new TypeReference<>() {});
        Map<String, List<Long>> shapes = json.convertValue(published.get("keys"), new TypeReference<>() {});
        KlSettings settings = new KlProvider().fromReference(new ReferenceConfig("config.json", config));

        assertThat(WeightShapes.of(weights -> Models.of(settings, weights)))
                .hasSize(248)
                .isEqualTo(shapes);
    }
}
