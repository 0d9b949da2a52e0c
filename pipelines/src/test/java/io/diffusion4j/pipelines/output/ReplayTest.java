package io.diffusion4j.pipelines.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.Manifest;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.TinyModel;
import io.diffusion4j.pipelines.adapters.AdapterSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static Diffusion4J diffusion;
    private static Pipeline pipeline;

    @TempDir
    Path temp;

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

    @Test
    void an_image_that_was_made_alone_is_made_again_bit_for_bit() {
        assertReplays(TinyModel.request(11).withNegativePrompt("blurry 狐").withSize(40, 24), 0);
    }

    @Test
    void an_image_out_of_the_middle_of_a_batch_is_made_again_bit_for_bit() {
        assertReplays(TinyModel.request(11).withCount(5).withBatch(3), 1);
        assertReplays(TinyModel.request(11).withCount(5).withBatch(3), 4);
    }

    @Test
    void an_image_of_an_adapted_model_is_made_again_bit_for_bit_and_unlike_the_plain_one() {
        GenerationRequest request = TinyModel.request(11);
        PipelineSettings adapted = PipelineSettings.of(TinyModel.FOLDER)
                .withAdapters(
                        List.of(AdapterSettings.of(TinyModel.GOLDENS.resolve("lora/kohya/lora.safetensors"), 0.8)));
        try (Pipeline merged = diffusion.load(adapted)) {
            assertReplays(merged, request, 0);
            TinyModel.assertDiffers(
                    merged.generate(request).images().get(0),
                    pipeline.generate(request).images().get(0));
        }
    }

    @Test
    void an_image_without_a_seed_of_its_own_is_made_again_bit_for_bit() {
        assertReplays(GenerationRequest.of("a red fox").withSteps(2).withCount(2), 1);
    }

    @Test
    @SuppressWarnings({"rawtypes", "unchecked"}) // a class literal has no type arguments
    void images_of_every_scheduler_are_made_again_bit_for_bit() {
        List<SchedulerProvider<?>> schedulers =
                diffusion.providers().all((Class<SchedulerProvider<?>>) (Class) SchedulerProvider.class);
        List<String> refused = new ArrayList<>();
        for (SchedulerProvider<?> scheduler : schedulers) {
            GenerationRequest request = TinyModel.request(3)
                    .withScheduler(TinyModel.scheduler(diffusion.providers(), "{type: " + scheduler.type() + "}"))
                    .withGuidance(TinyModel.guidance(diffusion.providers(), "{type: cfg, scale: 4.5}"));
            try {
                assertReplays(request, 0);
            } catch (CheckpointException e) {
                assertThat(e).hasMessageContaining("not supported here");
                refused.add(scheduler.type());
            }
        }
        assertThat(schedulers).hasSizeGreaterThanOrEqualTo(6);
        assertThat(refused).isSubsetOf("ipndm", "scm", "sde-ve"); // take models of other predictions only
    }

    @Test
    void equal_requests_have_equal_manifests() {
        Manifest one = pipeline.generate(TinyModel.request(1)).images().get(0).manifest();
        Manifest two = pipeline.generate(TinyModel.request(1)).images().get(0).manifest();
        assertThat(ManifestJson.write(one)).isEqualTo(ManifestJson.write(two));
        assertThat(one.settings()).doesNotContainKey("output");
    }

    private void assertReplays(GenerationRequest request, int index) {
        assertReplays(pipeline, request, index);
    }

    private void assertReplays(Pipeline original, GenerationRequest request, int index) {
        GeneratedImage image = original.generate(request).images().get(index);
        Path file = temp.resolve("image.png");
        PngFile.save(image, file);
        Manifest manifest = PngFile.readManifest(file);
        PipelineSettings settings =
                diffusion.settings(YamlDocument.json(file.toString(), SettingsJson.toJson(manifest.settings())));
        int place = ((Number) manifest.image().get("index")).intValue();
        try (Pipeline fresh = diffusion.load(settings)) {
            GeneratedImage again = fresh.generate(settings.request()).images().get(place);
            assertThat(again.rgb()).as("%s", request).isEqualTo(image.rgb());
            assertThat(ManifestJson.write(again.manifest())).isEqualTo(ManifestJson.write(image.manifest()));
        }
    }
}
