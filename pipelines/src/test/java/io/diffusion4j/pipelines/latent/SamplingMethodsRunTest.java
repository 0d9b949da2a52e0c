package io.diffusion4j.pipelines.latent;

import static io.diffusion4j.pipelines.TinyModel.assertDiffers;
import static io.diffusion4j.pipelines.TinyModel.assertSameWithinRounding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.diagnostics.StepStatistics;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationObserver;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.TinyModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sampling methods and diagnostics in whole runs. */
class SamplingMethodsRunTest {
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

    private static GenerationRequest request(String keys) {
        return new SettingsBinder(diffusion.providers())
                .bind(
                        YamlDocument.of("test", "{prompt: a red fox, seed: 3, steps: 4, " + keys + "}"),
                        GenerationRequest.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scheduler: {type: euler, spacing: linspace}, sampling: [{type: dynamic-thresholding, quantile: 0.9}]",
                "sampling: [{type: clip, range: 0.5}, {type: noise-injection, decay: linear}]",
                "scheduler: ddim, sampling: [{type: temperature, predicted: 0.9, initial: 1.1}]",
                "scheduler: {type: euler, spacing: linspace}, sampling: [{type: adaptive, threshold: 0, budget: 2}]",
                "scheduler: {type: ensemble, members: [{scheduler: ddim}, {scheduler: lms, weight: 2}]}",
            })
    void an_image_differs_from_the_plain_one_and_is_replayed_bit_for_bit(String keys) {
        GeneratedImage image = image(request(keys));
        assertDiffers(
                image, image(request(keys.replaceAll("(, )?sampling: .*", "").replaceAll("ensemble.*", "ddim}"))));
        String manifest = SettingsJson.toJson(image.manifest().settings());
        PipelineSettings settings = diffusion.settings(YamlDocument.json("manifest", manifest));
        try (Pipeline fresh = diffusion.load(settings)) {
            assertThat(fresh.generate(settings.request()).images().get(0).rgb()).isEqualTo(image.rgb());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sampling: [dynamic-thresholding, noise-injection, {type: temperature, predicted: 0.9}]",
                "scheduler: {type: ensemble, members: [{scheduler: ddim}, {scheduler: euler-ancestral, weight: 2}]}",
            })
    void a_batch_of_two_gives_the_images_of_two_batches_of_one(String keys) {
        GenerationRequest alone = request(keys).withCount(2);
        List<GeneratedImage> together = pipeline.generate(alone.withBatch(2)).images();
        List<GeneratedImage> single = pipeline.generate(alone).images();
        for (int i = 0; i < 2; i++) {
            assertSameWithinRounding(together.get(i).rgb(), single.get(i).rgb());
        }
    }

    @Test
    void manifests_list_all_settings_of_the_methods() {
        Map<?, ?> settings = (Map<?, ?>) image(request("sampling: [noise-injection, {type: clip, range: 4}]"))
                .manifest()
                .settings()
                .get("request");
        assertThat(settings.get("sampling"))
                .hasToString("[{type=noise-injection, strength=0.1, decay=none, factors=[]}, {type=clip, range=4.0}]");
        assertThat(settings.get("non-finite")).isEqualTo("fail");
    }

    @Test
    void doubtful_methods_are_warned_of_and_the_manifest_says_so() {
        List<String> warnings = new ArrayList<>();
        GeneratedImage image = pipeline.generate(request("sampling: [clip]"), warning(warnings))
                .images()
                .get(0);
        assertThat(warnings).singleElement().asString().contains("clip", "latents");
        assertThat(image.manifest().warnings()).isEqualTo(warnings);
        assertThat(image(request("sampling: [noise-injection]")).manifest().warnings())
                .isEmpty();
    }

    @Test
    void adaptive_steps_are_refused_for_several_images_at_once() {
        assertThatThrownBy(
                        () -> pipeline.generate(request("count: 2, batch: 2, scheduler: euler, sampling: [adaptive]")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("request.batch");
        assertThatThrownBy(() -> image(request("scheduler: ddim, sampling: [adaptive]")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("scheduler ddim");
    }

    @Test
    void inserted_steps_are_counted_and_shown() {
        AtomicInteger steps = new AtomicInteger();
        List<StepStatistics> told = new ArrayList<>();
        pipeline.generate(
                request(
                        "scheduler: {type: euler, spacing: linspace}, sampling: [{type: adaptive, threshold: 0, budget: 2}]"),
                new GenerationObserver() {
                    @Override
                    public boolean wantsDiagnostics() {
                        return true;
                    }

                    @Override
                    public void onDiagnostics(int firstImage, StepStatistics statistics) {
                        told.add(statistics);
                        steps.incrementAndGet();
                    }
                });
        assertThat(steps).hasValue(6);
        assertThat(told.get(5).figures()).containsEntry("inserted-steps", List.of(2.0));
        assertThat(told.get(5).tensors())
                .containsOnlyKeys(
                        StepStatistics.SAMPLE,
                        StepStatistics.PREDICTION,
                        StepStatistics.PREDICTED_ORIGINAL,
                        StepStatistics.NEXT_SAMPLE);
        assertThat(told).allMatch(step -> step.tensors().values().stream().allMatch(t -> t.isFinite()));
        for (int i = 1; i < told.size(); i++) {
            assertThat(told.get(i).tensors().get(StepStatistics.SAMPLE))
                    .isEqualTo(told.get(i - 1).tensors().get(StepStatistics.NEXT_SAMPLE));
        }
    }

    @Test
    void without_a_wish_for_diagnostics_there_are_none() {
        pipeline.generate(request("count: 1"), new GenerationObserver() {
            @Override
            public void onDiagnostics(int firstImage, StepStatistics statistics) {
                throw new AssertionError("not asked for");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scheduler: {type: ensemble, members: [{scheduler: ddim}, {scheduler: lms}]}",
                "scheduler: {type: euler, spacing: linspace}, sampling: [clip, {type: adaptive, threshold: 0}, noise-injection]",
            })
    void a_run_leaves_no_native_object_behind(String keys) {
        image(request(keys));
        long before = Pointer.totalCount();
        for (int i = 0; i < 5; i++) {
            image(request(keys).withSeed(i));
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    private static GenerationObserver warning(List<String> warnings) {
        return new GenerationObserver() {
            @Override
            public void onWarning(String warning) {
                warnings.add(warning);
            }
        };
    }

    private static GeneratedImage image(GenerationRequest request) {
        return pipeline.generate(request).images().get(0);
    }
}
