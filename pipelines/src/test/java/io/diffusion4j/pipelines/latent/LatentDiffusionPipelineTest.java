package io.diffusion4j.pipelines.latent;

import static io.diffusion4j.pipelines.TinyModel.assertDiffers;
import static io.diffusion4j.pipelines.TinyModel.assertSameWithinRounding;
import static io.diffusion4j.pipelines.TinyModel.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.CancelledException;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationObserver;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatentDiffusionPipelineTest {
    private static Diffusion4J diffusion;
    private static Pipeline pipeline;

    @BeforeAll
    static void load() {
        diffusion = Diffusion4J.open();
        pipeline = diffusion.load(TinyModel.FOLDER);
    }

    @AfterAll
    static void close() {
        pipeline.close();
        diffusion.close();
    }

    @ParameterizedTest
    @CsvSource({
        "sd_ddim_cfg7.5, '{type: ddim, clamp: {kind: none}}'",
        "sd_clip_skip1, '{type: ddim, clamp: {kind: none}}'",
        "sd_dpmpp_2m_karras_cfg7.5, '{type: dpm-solver++, sigmas: karras, spacing: linspace}'",
        "sd_pndm_cfg7.5, {type: pndm}",
    })
    void images_are_those_of_the_reference(String name, String scheduler) {
        GoldenImage golden = GoldenImage.read(name);
        GenerationRequest asked = golden.request().withScheduler(TinyModel.scheduler(diffusion.providers(), scheduler));
        assertSameWithinRounding(
                only(name.contains("skip1") ? asked.withClipSkip(1) : asked).rgb(), golden.rgb());
    }

    @Test
    void leaving_out_the_last_layer_of_the_text_encoder_changes_the_image() {
        assertDiffers(only(request(1)), only(request(1).withClipSkip(1)));
    }

    @Test
    void image_i_of_a_request_is_the_single_image_of_the_seed_plus_i() {
        List<GeneratedImage> images = images(request(40).withCount(3));
        for (int i = 0; i < 3; i++) {
            assertThat(images.get(i).index()).isEqualTo(i);
            assertThat(images.get(i).manifest().image()).containsEntry("seed", 40L + i);
            assertThat(images.get(i).rgb()).isEqualTo(only(request(40 + i)).rgb());
        }
        assertDiffers(images.get(0), images.get(1));
    }

    @ParameterizedTest
    @CsvSource({"pndm", "euler-ancestral", "ddpm", "dpm-solver++"})
    void a_batch_of_two_gives_the_images_of_two_batches_of_one(String scheduler) {
        GenerationRequest two = request(7)
                .withCount(2)
                .withSteps(5)
                .withScheduler(TinyModel.scheduler(diffusion.providers(), "{type: " + scheduler + "}"));
        List<GeneratedImage> together = images(two.withBatch(2));
        List<GeneratedImage> alone = images(two);
        for (int i = 0; i < 2; i++) {
            assertSameWithinRounding(together.get(i).rgb(), alone.get(i).rgb());
        }
    }

    @Test
    void the_last_batch_holds_what_is_left() {
        List<GeneratedImage> images = images(request(7).withCount(5).withBatch(2));
        assertThat(images).extracting(GeneratedImage::index).containsExactly(0, 1, 2, 3, 4);
        assertThat(images)
                .extracting(image -> image.manifest().image())
                .extracting(facts -> facts.get("seed") + "/" + facts.get("index"))
                .containsExactly("7/0", "8/1", "9/0", "10/1", "11/0");
    }

    @Test
    void the_largest_seed_is_a_seed_too() {
        assertThat(images(request(Long.MAX_VALUE))).hasSize(1);
        assertThat(images(request(-1).withCount(2))).hasSize(2);
    }

    @Test
    void without_a_seed_every_run_has_another_one() {
        GenerationRequest open = GenerationRequest.of("a red fox").withSteps(1);
        GeneratedImage first = only(open);
        GeneratedImage second = only(open);
        assertDiffers(first, second);
        long seed = (Long) first.manifest().image().get("seed");
        assertThat(seed).isBetween(0L, 0xffff_ffffL);
        assertThat(only(open.withSeed(seed)).rgb()).isEqualTo(first.rgb());
    }

    @Test
    void the_size_is_the_models_own_or_what_is_asked_for() {
        GeneratedImage own = only(request(1));
        assertThat(own.width()).isEqualTo(TinyModel.SIZE);
        assertThat(own.height()).isEqualTo(TinyModel.SIZE);
        GeneratedImage wide = only(request(1).withSize(40, 24));
        assertThat(wide.width()).isEqualTo(40);
        assertThat(wide.height()).isEqualTo(24);
        assertThat(wide.rgb()).hasSize(40 * 24 * 3);
    }

    @ParameterizedTest
    @CsvSource({
        "30, 32, 'request.width: must be a multiple of 4, got 30; the nearest are 28 and 32'",
        "32, 33, 'request.height: must be a multiple of 4, got 33; the nearest are 32 and 36'",
    })
    void a_size_between_two_latents_is_refused_with_the_nearest(int width, int height, String message) {
        assertThatThrownBy(() -> images(request(1).withSize(width, height)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }

    @Test
    void a_model_for_inpainting_is_refused(@TempDir Path temp) throws IOException {
        Path model = TinyModel.copy(temp.resolve("inpaint"));
        for (String file : List.of("config.json", "diffusion_pytorch_model.safetensors")) {
            Path unet = model.resolve("unet").resolve(file);
            Files.delete(unet);
            Files.copy(TinyModel.GOLDENS.resolve("unet/inpaint_9ch").resolve(file), unet);
        }
        try (Pipeline inpainting = diffusion.load(model)) {
            assertThatThrownBy(() -> inpainting.generate(request(1)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage(model + ": its backbone takes 9 channels, but text-to-image gives it 4;"
                            + " this is a model for inpainting or another task");
        }
    }

    @Test
    void the_observer_sees_every_step_in_order_with_finite_latents() {
        List<String> seen = new ArrayList<>();
        pipeline.generate(request(1).withCount(3).withBatch(2).withSteps(3), new GenerationObserver() {
            @Override
            public void onStep(int firstImage, Step step, SamplerState state) {
                long[] shape = HostData.shape(state.sample());
                assertThat(shape).containsExactly(firstImage == 0 ? 2 : 1, 4, 8, 8);
                for (float value : HostData.floats(state.sample())) {
                    assertThat(value).isFinite();
                }
                seen.add(firstImage + ":" + step.index() + "/" + step.count());
            }

            @Override
            public void onImage(GeneratedImage image) {
                seen.add("image " + image.index());
            }
        });
        // PNDM evaluates the model once more than it has steps.
        assertThat(seen)
                .containsExactly(
                        "0:0/4", "0:1/4", "0:2/4", "0:3/4", "image 0", "image 1", "2:0/4", "2:1/4", "2:2/4", "2:3/4",
                        "image 2");
    }

    @Test
    void images_that_are_finished_before_a_run_is_cancelled_are_handed_out() {
        List<GeneratedImage> finished = new ArrayList<>();
        GenerationObserver observer = new GenerationObserver() {
            @Override
            public boolean isCancelled() {
                return finished.size() == 2;
            }

            @Override
            public void onImage(GeneratedImage image) {
                finished.add(image);
            }
        };
        assertThatThrownBy(() -> pipeline.generate(request(5).withCount(4), observer))
                .isInstanceOf(CancelledException.class)
                .hasMessage("cancelled before step 1 of 3");
        assertThat(finished).hasSize(2);
        assertThat(finished.get(1).rgb()).isEqualTo(only(request(6)).rgb());
    }

    @Test
    void a_run_after_a_failed_one_is_as_good_as_any() {
        byte[] before = only(request(3)).rgb();
        GenerationObserver failing = new GenerationObserver() {
            @Override
            public void onStep(int firstImage, Step step, SamplerState state) {
                throw new IllegalStateException("disk full");
            }
        };
        assertThatThrownBy(() -> pipeline.generate(request(3), failing)).hasMessage("disk full");
        assertThat(only(request(3)).rgb()).isEqualTo(before);
    }

    @Test
    void a_negative_prompt_acts_with_guidance_only() {
        GenerationRequest negative = request(1).withNegativePrompt("blurry");
        assertDiffers(only(request(1)), only(negative));
        var none = TinyModel.guidance(diffusion.providers(), "{type: none}");
        assertThat(only(negative.withGuidance(none)).rgb())
                .isEqualTo(only(request(1).withGuidance(none)).rgb());
    }

    private static GeneratedImage only(GenerationRequest request) {
        List<GeneratedImage> images = images(request);
        assertThat(images).hasSize(1);
        return images.get(0);
    }

    private static List<GeneratedImage> images(GenerationRequest request) {
        return pipeline.generate(request).images();
    }

    /** A case of the reference's own pipeline. */
    private record GoldenImage(GenerationRequest request, byte[] rgb) {
        static GoldenImage read(String name) {
            Path cases = TinyModel.GOLDENS.resolve("pipelines/cases");
            ReferenceConfig json = ReferenceConfigs.read(cases.resolve(name + ".json"));
            List<?> prompts = (List<?>) block(json, "prompt").get("prompt");
            try (Scope scope = Scope.open();
                    SafetensorsFile tensors = SafetensorsFile.open(cases.resolve(name + ".safetensors"))) {
                GenerationRequest request = GenerationRequest.of((String) prompts.get(0))
                        .withSeed(json.integer("seed", 0))
                        .withSteps(((Number) block(json, "call").get("num_inference_steps")).intValue());
                return new GoldenImage(request, HostData.bytes(tensors.open("image_uint8")));
            }
        }

        private static Map<?, ?> block(ReferenceConfig json, String key) {
            return (Map<?, ?>) json.value(key).orElseThrow();
        }
    }
}
