package io.diffusion4j.pipelines.latent;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.TinyModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConcurrencyTest {
    private static final List<String> SCHEDULERS = List.of(
            "{type: ddim}",
            "{type: euler}",
            "{type: euler-ancestral}",
            "{type: pndm}",
            "{type: dpm-solver++}",
            "{type: ddpm}",
            "{type: ddim, eta: 0.7}",
            "{type: dpm-solver++, sigmas: karras}");

    @Test
    @Timeout(60)
    void eight_threads_sharing_a_pipeline_make_the_images_that_one_thread_makes() throws Exception {
        try (Diffusion4J diffusion = Diffusion4J.open();
                Pipeline pipeline = diffusion.load(TinyModel.FOLDER)) {
            List<GenerationRequest> requests = requests(diffusion.providers());
            List<byte[]> alone = new ArrayList<>();
            for (GenerationRequest request : requests) {
                alone.add(pixels(pipeline, request));
            }
            CyclicBarrier start = new CyclicBarrier(requests.size());
            ExecutorService threads = Executors.newFixedThreadPool(requests.size());
            try {
                for (int round = 0; round < 3; round++) {
                    List<Future<byte[]>> together = new ArrayList<>();
                    for (GenerationRequest request : requests) {
                        together.add(threads.submit(() -> {
                            start.await();
                            return pixels(pipeline, request);
                        }));
                    }
                    for (int i = 0; i < together.size(); i++) {
                        assertThat(together.get(i).get())
                                .as("round %d, %s", round, requests.get(i))
                                .isEqualTo(alone.get(i));
                    }
                }
            } finally {
                threads.shutdown();
                assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    /** No two with the same seed, scheduler, number of steps, guidance and size. */
    private static List<GenerationRequest> requests(Providers providers) {
        List<GenerationRequest> requests = new ArrayList<>();
        for (int i = 0; i < SCHEDULERS.size(); i++) {
            requests.add(GenerationRequest.of("fox number " + i)
                    .withSeed(100 + i)
                    .withSteps(3 + i)
                    .withSize(32 + 8 * (i % 3), 32 + 8 * (i % 2))
                    .withScheduler(TinyModel.scheduler(providers, SCHEDULERS.get(i)))
                    .withGuidance(TinyModel.guidance(
                            providers, i % 4 == 3 ? "{type: none}" : "{type: cfg, scale: " + (2 + i) + "}")));
        }
        return requests;
    }

    private static byte[] pixels(Pipeline pipeline, GenerationRequest request) {
        return pipeline.generate(request).images().get(0).rgb();
    }
}
