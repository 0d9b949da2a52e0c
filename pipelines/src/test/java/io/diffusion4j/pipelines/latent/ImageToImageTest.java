package io.diffusion4j.pipelines.latent;

import static io.diffusion4j.pipelines.TinyModel.assertDiffers;
import static io.diffusion4j.pipelines.TinyModel.assertSameWithinRounding;
import static io.diffusion4j.pipelines.TinyModel.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationObserver;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.TinyModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageToImageTest {
    @TempDir
    static Path folder;

    private static Diffusion4J diffusion;
    private static Pipeline pipeline;
    private static Path photo;

    @BeforeAll
    static void load() throws IOException {
        diffusion = Diffusion4J.open();
        pipeline = diffusion.load(TinyModel.FOLDER);
        photo = folder.resolve("photo.png");
        BufferedImage pixels = new BufferedImage(45, 27, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 27; y++) {
            for (int x = 0; x < 45; x++) {
                pixels.setRGB(x, y, x * 5 << 16 | y * 9 << 8 | (x + y) % 2 * 200);
            }
        }
        ImageIO.write(pixels, "png", photo.toFile());
    }

    @AfterAll
    static void close() {
        pipeline.close();
        diffusion.close();
    }

    @Test
    void the_size_is_the_image_s_as_far_as_the_model_can_make_it_or_what_is_asked_for() {
        GeneratedImage own = only(from(0.5));
        assertThat(List.of(own.width(), own.height())).containsExactly(44, 24);
        GeneratedImage asked = only(from(0.5).withSize(32, 40));
        assertThat(List.of(asked.width(), asked.height())).containsExactly(32, 40);
    }

    @Test
    void strength_is_the_share_of_the_steps_that_is_run() {
        assertThat(stepsOf(from(0.5).withSteps(6))).isEqualTo(3);
        assertThat(stepsOf(from(1).withSteps(6))).isEqualTo(6);
        assertThat(stepsOf(from(0.4).withSteps(6))).isEqualTo(2);
    }

    @Test
    void image_and_strength_act() {
        GeneratedImage weak = only(from(0.4).withSize(32, 32));
        GeneratedImage strong = only(from(1).withSize(32, 32));
        assertDiffers(weak, strong);
        assertDiffers(strong, only(ddim(request(1).withSteps(6)).withSize(32, 32)));
    }

    @Test
    void a_batch_of_two_gives_the_images_of_two_batches_of_one() {
        GenerationRequest two = from(0.6).withCount(2);
        List<GeneratedImage> together = pipeline.generate(two.withBatch(2)).images();
        List<GeneratedImage> alone = pipeline.generate(two).images();
        for (int i = 0; i < 2; i++) {
            assertSameWithinRounding(together.get(i).rgb(), alone.get(i).rgb());
        }
        assertDiffers(alone.get(0), alone.get(1));
    }

    @Test
    void the_manifest_makes_the_image_again() {
        GeneratedImage image = only(from(0.6));
        Map<String, ?> settings = Map.of("request", image.manifest().settings().get("request"));
        assertThat(settings.toString())
                .contains(photo.toAbsolutePath().toString())
                .contains("strength=0.6");
        GenerationRequest again = diffusion
                .settings(YamlDocument.json("manifest", SettingsJson.toJson(settings)))
                .request();
        assertThat(only(again).rgb()).isEqualTo(image.rgb());
    }

    @Test
    void the_manifest_tells_an_image_from_another_of_that_name() throws IOException {
        Object own = only(from(0.6)).manifest().environment().get("image");
        Path other = folder.resolve("other.png");
        ImageIO.write(new BufferedImage(45, 27, BufferedImage.TYPE_INT_RGB), "png", other.toFile());
        Object others =
                only(request(1).withImage(other, 1)).manifest().environment().get("image");
        assertThat(own.toString()).matches("[0-9a-f]{64}").isNotEqualTo(others);
        assertThat(only(request(1)).manifest().environment()).doesNotContainKey("image");
    }

    @Test
    void a_run_leaves_no_native_objects_behind() {
        only(from(0.6));
        long before = Pointer.totalCount();
        only(from(0.6));
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void what_cannot_begin_a_run_is_refused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "no image");
        assertThatThrownBy(() -> only(request(1).withImage(text, 0.5)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("request.image: " + text
                        + " is not an image that can be read here; give a PNG, JPEG, GIF or BMP file");
        Path nowhere = folder.resolve("nowhere.png");
        assertThatThrownBy(() -> only(request(1).withImage(nowhere, 0.5)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("request.image: cannot read " + nowhere + ": no such file or folder");
    }

    @Test
    void a_strength_that_leaves_no_step_is_refused() {
        assertThatThrownBy(() -> only(from(0.1).withSteps(4)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("request.strength: no step of 4 is left to change the image;"
                        + " ask for more strength or more steps");
    }

    @Test
    void a_strength_without_an_image_is_refused() {
        assertThatThrownBy(() -> new SettingsBinder(diffusion.providers())
                        .bind(YamlDocument.of("run.yaml", "strength: 0.5"), GenerationRequest.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("strength: needs an image to act on");
    }

    private static GenerationRequest from(double strength) {
        return ddim(request(1).withSteps(6)).withImage(photo, strength);
    }

    private static GenerationRequest ddim(GenerationRequest request) {
        return request.withScheduler(TinyModel.scheduler(diffusion.providers(), "{type: ddim}"));
    }

    private static int stepsOf(GenerationRequest request) {
        List<Step> steps = new ArrayList<>();
        pipeline.generate(request, new GenerationObserver() {
            @Override
            public void onStep(int firstImage, Step step, SamplerState state) {
                steps.add(step);
            }
        });
        return steps.size();
    }

    private static GeneratedImage only(GenerationRequest request) {
        return pipeline.generate(request).images().get(0);
    }
}
