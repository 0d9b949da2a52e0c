package io.diffusion4j.training.denoiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.schedulers.dpm.DpmSolverProvider;
import io.diffusion4j.training.precision.Autocast;
import io.diffusion4j.training.precision.Precision;
import io.diffusion4j.training.task.TrainingContext;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenoiserTaskTest {
    @TempDir
    Path folder;

    @Test
    void the_same_draw_gives_the_same_loss_and_another_another() {
        try (TinyTraining training = new TinyTraining("")) {
            double loss = training.loss(5);
            assertThat(training.loss(5)).isEqualTo(loss);
            assertThat(training.loss(6)).isNotEqualTo(loss);
        }
    }

    @Test
    void a_fresh_model_predicts_nothing_so_its_loss_is_the_noise_s_variance() {
        try (TinyTraining training = new TinyTraining("")) {
            double mean =
                    IntStream.range(0, 20).mapToDouble(training::loss).average().orElseThrow();
            assertThat(mean).isCloseTo(1, within(0.1));
        }
    }

    @Test
    void gradient_descent_lowers_the_loss() {
        try (TinyTraining training = new TinyTraining("")) {
            double[] losses = IntStream.range(0, 30)
                    .mapToDouble(step -> training.descend(step, 0.2))
                    .toArray();
            double before = Arrays.stream(losses, 0, 8).average().orElseThrow();
            double after = Arrays.stream(losses, 22, 30).average().orElseThrow();
            assertThat(after).isLessThan(0.9 * before);
        }
    }

    @Test
    void samples_are_a_sheet_of_one_picture_for_each_prompt() throws IOException {
        try (TinyTraining training =
                new TinyTraining("samples: {prompts: [a red fox, a blue bird, a tree], steps: 3}")) {
            training.task.sample(folder, 40);
        }
        BufferedImage sheet = ImageIO.read(folder.resolve("00000040.png").toFile());
        assertThat(sheet.getWidth()).isEqualTo(64);
        assertThat(sheet.getHeight()).isEqualTo(64);
    }

    @Test
    void the_exported_folder_makes_the_pictures_that_the_training_makes() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));
        try (TinyTraining training = new TinyTraining("samples: {prompts: [a red fox], steps: 3, seed: 8}")) {
            IntStream.range(0, 3).forEach(step -> training.descend(step, 0.1));
            training.task.sample(folder, 3);
            training.task.export(model);
        }
        try (Diffusion4J diffusion = Diffusion4J.open();
                Pipeline pipeline = diffusion.load(model)) {
            Part<SchedulerProvider<?>> solver = Part.ofReference(
                    new DpmSolverProvider(), ReferenceConfigs.read(model.resolve("scheduler/scheduler_config.json")));
            GeneratedImage image = pipeline.generate(GenerationRequest.of("a red fox")
                            .withSeed(8)
                            .withSteps(3)
                            .withScheduler(solver))
                    .images()
                    .get(0);
            assertThat(SheetPixels.of(folder.resolve("00000003.png"))).isEqualTo(image.rgb());
        }
    }

    @Test
    void an_export_has_the_files_of_the_model_and_the_weights_in_the_precision_that_is_asked_for() throws IOException {
        try (TinyTraining training = new TinyTraining("export-dtype: float16")) {
            training.task.export(folder);
        }
        assertThat(files(folder)).isEqualTo(files(TinyTraining.MODEL));
        try (TensorSource before = weights(TinyTraining.MODEL);
                TensorSource after = weights(folder)) {
            assertThat(after.names()).isEqualTo(before.names());
            for (String name : after.names()) {
                assertThat(after.info(name))
                        .isEqualTo(
                                new TensorInfo(DType.FLOAT16, before.info(name).shape()));
            }
        }
    }

    private static TensorSource weights(Path model) {
        return SafetensorsFile.open(model.resolve("unet/diffusion_pytorch_model.safetensors"));
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void stored_weights_are_gone_on_from() {
        try (TinyTraining training = new TinyTraining("weights: {from: stored}")) {
            training.task.export(folder);
        }
        try (Scope scope = Scope.open();
                TensorSource before = weights(TinyTraining.MODEL);
                TensorSource after = weights(folder)) {
            for (String name : before.names()) {
                assertThat(HostData.floats(after.open(name))).isEqualTo(HostData.floats(before.open(name)));
            }
        }
    }

    @Test
    void what_the_sampler_of_noise_levels_has_learned_goes_with_the_checkpoint() {
        String settings = "timesteps: {type: loss-aware, bins: 2, history: 2}";
        try (Scope scope = Scope.open();
                TinyTraining training = new TinyTraining(settings);
                TinyTraining resumed = new TinyTraining(settings)) {
            IntStream.range(0, 6).forEach(training::loss);
            double fresh = resumed.loss(6);
            resumed.task.restore(training.task.state());
            double loss = training.loss(6);
            assertThat(resumed.loss(6)).isEqualTo(loss).isNotEqualTo(fresh);
            assertThat(training.task.state()).containsOnlyKeys("timesteps.losses", "timesteps.counts");
        }
    }

    @Test
    void latents_that_are_kept_give_nearly_the_loss_of_those_that_are_not() {
        double kept;
        try (TinyTraining training = new TinyTraining("weights: {from: stored}\nlatents: '" + folder + "'")) {
            kept = training.loss(3);
        }
        try (TinyTraining training = new TinyTraining("weights: {from: stored}")) {
            assertThat(training.loss(3)).isCloseTo(kept, within(2e-3 * kept));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_run_in_bfloat16_has_nearly_the_loss_of_one_in_float32(boolean keepsLatents) {
        String latents = keepsLatents ? "\nlatents: '" + folder + "'" : "";
        Device cpu = new Device("cpu");
        try (TinyTraining training = new TinyTraining("weights: {from: stored}" + latents)) {
            double exact = training.loss(3);
            try (Autocast half = Autocast.open(cpu, Precision.BFLOAT16)) {
                assertThat(training.loss(3))
                        .isCloseTo(exact, within(0.02 * exact))
                        .isNotEqualTo(exact);
            }
        }
    }

    @Test
    void a_task_without_a_model_says_so() {
        assertThatThrownBy(() -> new DenoiserProvider()
                        .create(DenoiserSettings.defaults(), null)
                        .begin(new TrainingContext(null, null, null, null, null, null)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("task.model");
    }
}
