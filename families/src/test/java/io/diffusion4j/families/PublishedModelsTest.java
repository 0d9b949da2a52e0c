package io.diffusion4j.families;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.checkpoint.PublishedModel;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.PipelineProvider;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.pipelines.synthesis.Synthesizer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedModelsTest {
    private static final Path GOLDENS = Path.of(System.getProperty("goldens"));

    @TempDir
    Path temp;

    private final ServiceProviders providers = ServiceProviders.ofClassPath();
    private final Synthesizer synthesizer = new Synthesizer(providers, Optional.empty(), 1);

    @ParameterizedTest
    @CsvSource({
        "sd15, unet, UNet2DConditionModel, sd15-unet",
        "sd15, vae, AutoencoderKL, vae-sd15",
        "dit-xl-2-256, transformer, DiTTransformer2DModel, dit-xl-2-256",
        "dit-xl-2-256, vae, AutoencoderKL, vae-sd15",
        "pixart-alpha-xl-2-1024, transformer, PixArtTransformer2DModel, pixart-alpha-xl-2-1024",
        "sd3-medium, transformer, SD3Transformer2DModel, sd3-medium",
        "sd3-medium, text_encoder_3, T5EncoderModel, t5-v1_1-xxl-encoder",
        "flux1-dev, transformer, FluxTransformer2DModel, flux1-dev",
        "flux1-dev, vae, AutoencoderKL, vae-flux1",
        "flux1-schnell, transformer, FluxTransformer2DModel, flux1-schnell"
    })
    void weights_have_the_published_names_and_shapes(String model, String component, String className, String golden) {
        ReferenceConfig published = ReferenceConfigs.read(GOLDENS.resolve("published-shapes/" + golden + ".json"));
        Map<String, String> expected = new TreeMap<>();
        ((Map<?, ?>) published.value("keys").orElseThrow())
                .forEach((name, shape) -> expected.put((String) name, shape.toString()));
        Map<String, String> shapes = new TreeMap<>();
        Map<String, Object> config = published(model).configFiles().get(component + "/config.json");
        synthesizer
                .tensors(className, new ReferenceConfig(model, config), DType.FLOAT16)
                .forEach((name, info) -> shapes.put(name, info.shape().toString()));
        assertThat(shapes).isEqualTo(expected);
    }

    @Test
    void an_unknown_model_is_refused_with_a_suggestion() {
        assertThatThrownBy(() -> synthesizer.write("sd51", Set.of(), temp.resolve("x")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("no published model 'sd51'")
                .hasMessageContaining("sd15");
        assertThat(temp.resolve("x")).doesNotExist();
    }

    private PublishedModel published(String name) {
        return providers.all(PipelineProvider.class).stream()
                .flatMap(family -> family.publishedModels().stream())
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
