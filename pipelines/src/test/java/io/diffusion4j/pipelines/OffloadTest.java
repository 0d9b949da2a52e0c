package io.diffusion4j.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.pipelines.adapters.AdapterSettings;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OffloadTest {
    private static Pipeline load(Diffusion4J diffusion, Offload offload) {
        return diffusion.load(PipelineSettings.of(TinyModel.FOLDER).withOffload(offload));
    }

    private static byte[] image(Pipeline pipeline) {
        return pipeline.generate(TinyModel.request(1)).images().get(0).rgb();
    }

    @ParameterizedTest
    @EnumSource
    void images_are_the_same_bit_for_bit(Offload offload) {
        try (Diffusion4J diffusion = Diffusion4J.open();
                Pipeline whole = load(diffusion, Offload.NONE);
                Pipeline pipeline = load(diffusion, offload)) {
            byte[] expected = image(whole);
            assertThat(image(pipeline)).isEqualTo(expected);
            assertThat(image(pipeline)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPONENTS", "BLOCKS"})
    void an_adapted_model_makes_the_same_image_bit_for_bit(Offload offload) {
        PipelineSettings adapted = PipelineSettings.of(TinyModel.FOLDER)
                .withAdapters(
                        List.of(AdapterSettings.of(TinyModel.GOLDENS.resolve("lora/kohya/lora.safetensors"), 0.8)));
        try (Diffusion4J diffusion = Diffusion4J.open();
                Pipeline whole = diffusion.load(adapted.withOffload(Offload.NONE));
                Pipeline pipeline = diffusion.load(adapted.withOffload(offload))) {
            assertThat(image(pipeline)).isEqualTo(image(whole));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPONENTS", "BLOCKS"})
    void a_run_leaves_no_more_objects_behind_than_the_last_stage_owns(Offload offload) {
        try (Diffusion4J diffusion = Diffusion4J.open();
                Pipeline pipeline = load(diffusion, offload)) {
            image(pipeline);
            long before = Pointer.totalCount();
            for (int i = 0; i < 3; i++) {
                image(pipeline);
            }
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
        }
    }

    @Test
    void several_threads_take_turns() throws Exception {
        int threads = 3;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (Diffusion4J diffusion = Diffusion4J.open();
                Pipeline pipeline = load(diffusion, Offload.BLOCKS)) {
            byte[] expected = image(pipeline);
            List<Future<byte[]>> images = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit(() -> image(pipeline)))
                    .toList();
            for (Future<byte[]> image : images) {
                assertThat(image.get(2, TimeUnit.MINUTES)).isEqualTo(expected);
            }
        }
        pool.shutdown();
    }

    @Test
    void a_closed_pipeline_says_so() {
        try (Diffusion4J diffusion = Diffusion4J.open()) {
            Pipeline pipeline = load(diffusion, Offload.COMPONENTS);
            image(pipeline);
            pipeline.close();
            assertThatThrownBy(() -> image(pipeline)).hasMessage("the model is closed");
        }
    }

    @Test
    void the_manifest_tells_what_was_decided() {
        try (Diffusion4J diffusion = Diffusion4J.open();
                Pipeline pipeline = load(diffusion, Offload.AUTO)) {
            assertThat(pipeline.generate(TinyModel.request(1))
                            .images()
                            .get(0)
                            .manifest()
                            .settings())
                    .containsEntry("offload", "none");
        }
    }
}
