package io.diffusion4j.training.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.adapters.AdapterSettings;
import io.diffusion4j.schedulers.dpm.DpmSolverProvider;
import io.diffusion4j.training.denoiser.SheetPixels;
import io.diffusion4j.training.denoiser.TinyTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoraTaskTest {
    private static final String SAMPLES = "samples: {prompts: [a red fox], steps: 3, seed: 8}\n";

    @TempDir
    Path folder;

    @Test
    void training_lowers_the_loss_of_what_it_sees() {
        try (TinyTraining training = training("rank: 4")) {
            double before = mean(training);
            for (int round = 0; round < 12; round++) {
                for (long step = 0; step < 4; step++) {
                    training.descend(step, 1);
                }
            }
            assertThat(mean(training)).isLessThan(0.98 * before);
        }
    }

    private static double mean(TinyTraining training) {
        return LongStream.range(0, 4).mapToDouble(training::loss).average().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"diffusers", "kohya"})
    void the_file_makes_the_pictures_that_the_training_makes(String format) throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));
        GeneratedImage plain = image(PipelineSettings.of(TinyTraining.MODEL));
        try (TinyTraining training = training(SAMPLES + "rank: 4\nalpha: 2\nformat: " + format)) {
            IntStream.range(0, 5).forEach(step -> training.descend(step, 1));
            training.task.sample(folder, 5);
            training.task.export(model);
        }
        GeneratedImage adapted = image(PipelineSettings.of(TinyTraining.MODEL)
                .withAdapters(List.of(AdapterSettings.of(model.resolve("lora.safetensors"), 1))));
        assertThat(adapted.rgb()).isNotEqualTo(plain.rgb());
        assertThat(SheetPixels.of(folder.resolve("00000005.png"))).isEqualTo(adapted.rgb());
    }

    @Test
    void only_the_factors_are_written_in_the_precision_that_is_asked_for() {
        try (TinyTraining training = training("targets: [mid_block.*.attn1.to_q]\nrank: 3\nexport-dtype: float16")) {
            training.task.export(folder);
            assertThat(training.parameters.count()).isEqualTo(3 * 16 + 16 * 3);
        }
        String layer = "unet.mid_block.attentions.0.transformer_blocks.0.attn1.to_q";
        try (TensorSource file = SafetensorsFile.open(folder.resolve("lora.safetensors"))) {
            assertThat(file.names()).isEqualTo(Set.of(layer + ".lora_A.weight", layer + ".lora_B.weight"));
            assertThat(file.info(layer + ".lora_A.weight").dtype()).isEqualTo(DType.FLOAT16);
            assertThat(file.info(layer + ".lora_A.weight").shape()).containsExactly(3L, 16L);
        }
    }

    @Test
    void targets_end_at_whole_parts_of_names() {
        try (TensorSource unet = SafetensorsFile.open(TinyLora.UNET.resolve("diffusion_pytorch_model.safetensors"))) {
            Set<String> keys = LoraTargets.find(unet, List.of("attn2.to_k")).keySet();
            assertThat(keys).isNotEmpty().allMatch(name -> name.endsWith(".attn2.to_k"));
            assertThat(LoraTargets.find(unet, LoraSettings.defaults().targets()))
                    .hasSize(8 * keys.size());
            assertThatThrownBy(() -> LoraTargets.find(unet, List.of("o_k"))).isInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    void an_unknown_target_is_an_error_that_names_near_ones() {
        assertThatThrownBy(() -> training("targets: [to_q, to_out0]").close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("task.targets: no layer of")
                .hasMessageContaining("ends with 'to_out0'; did you mean 'to_out.0'?")
                .hasMessageContaining("conv1");
    }

    @Test
    void settings_that_would_train_nothing_are_refused() {
        assertThatThrownBy(() -> training("targets: []")).hasMessageContaining("nothing would be trained");
        assertThatThrownBy(() -> training("alpha: 0")).hasMessageContaining("must be more than 0");
        assertThatThrownBy(() -> training("rank: 0")).hasMessageContaining("rank");
    }

    private static TinyTraining training(String settings) {
        return new TinyTraining(new LoraProvider(), TinyTraining.MODEL, settings);
    }

    /** As the training samples: with its solver. */
    private static GeneratedImage image(PipelineSettings settings) {
        Part<SchedulerProvider<?>> solver = Part.ofReference(
                new DpmSolverProvider(),
                ReferenceConfigs.read(TinyTraining.MODEL.resolve("scheduler/scheduler_config.json")));
        try (Diffusion4J diffusion = Diffusion4J.open();
                Pipeline pipeline = diffusion.load(settings)) {
            return pipeline.generate(GenerationRequest.of("a red fox")
                            .withSeed(8)
                            .withSteps(3)
                            .withScheduler(solver))
                    .images()
                    .get(0);
        }
    }
}
