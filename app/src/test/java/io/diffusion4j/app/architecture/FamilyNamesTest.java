package io.diffusion4j.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.checkpoint.PublishedModel;
import io.diffusion4j.core.pipeline.PipelineProvider;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.spi.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A family of models is one plugin: what is shared by all names none of them, neither in code nor in comments, resources and
 * names of files. Components of the diffusers layout, such as {@code unet}, are no families.
 */
class FamilyNamesTest {
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));

    /** As people and classes spell them. */
    private static final String SPELLINGS =
            "(?i:stable.?diffusion|flux|pix-?art|mm-?dit|hunyuan|qwen|aura-?flow|kandinsky)"
                    + "|(?i:(?<![a-z])(sd(xl|[1-3])|(dit|sana|lumina|chroma)(?![a-z])))"
                    + "|DiT|Sana|Lumina[A-Z0-9]|Chroma[A-Z]|UNet\\w*Model";

    private static final Pattern NAME = Pattern.compile(SPELLINGS + "|(?i:(?<![\\w-])(" + known() + ")(?![\\w-]))");

    @ParameterizedTest
    @ValueSource(strings = {"core", "pipelines"})
    void what_all_families_share_names_none(String module) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
            files = tree.filter(Files::isRegularFile).toList();
        }
        assertThat(files).hasSizeGreaterThan(50);
        List<String> named = new ArrayList<>();
        for (Path file : files) {
            String path = ROOT.relativize(file).toString();
            Stream.concat(Stream.of(path), Files.readAllLines(file).stream().map(line -> path + ": " + line.strip()))
                    .filter(NAME.asPredicate())
                    .forEach(named::add);
        }
        assertThat(named).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StableDiffusionPipeline",
                "Stable Diffusion XL",
                "models/sd15",
                "SD3Transformer2DModel",
                "FluxShapes",
                "PixArt-sigma",
                "checkpoints/dit-xl-2-256/vae.json",
                "HunyuanDiT",
                "SanaRecipe",
                "lumina2",
                "chroma",
                "UNet2DConditionModel",
                "unet-2d-condition"
            })
    void names_are_known(String text) {
        assertThat(text).containsPattern(NAME);
    }

    @Test
    void terms_of_the_layout_and_of_the_field_are_no_names() {
        assertThat("unet/config.json, a U-Net, transformer, vae, condition, LatentDiffusionPipeline, luminance, sde-ve")
                .doesNotContainPattern(NAME);
    }

    /** What families and backbones call themselves, and the classes and published models that they read. */
    private static String known() {
        Providers providers = ServiceProviders.ofClassPath();
        Stream<String> families = providers.all(PipelineProvider.class).stream()
                .flatMap(family -> Stream.of(
                                Stream.of(family.type()),
                                family.pipelineClasses().stream(),
                                family.publishedModels().stream().map(PublishedModel::name))
                        .flatMap(names -> names));
        Stream<String> backbones = providers.all(BackboneProvider.class).stream()
                .flatMap(backbone -> Stream.concat(Stream.of(backbone.type()), backbone.referenceClasses().stream()));
        return Stream.concat(families, backbones).map(Pattern::quote).collect(Collectors.joining("|"));
    }
}
