package io.diffusion4j.pipelines.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.pipeline.PipelineProvider;
import io.diffusion4j.core.runtime.Devices;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.SettingsMap;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.spi.Service;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.TinyModel;
import io.diffusion4j.pipelines.checkpoints.CheckpointOptions;
import io.diffusion4j.pipelines.checkpoints.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssemblyTest {
    private static Diffusion4J diffusion;

    @TempDir
    Path temp;

    @BeforeAll
    static void open() {
        diffusion = Diffusion4J.open();
    }

    @AfterAll
    static void close() {
        diffusion.close();
    }

    @Test
    void the_scheduler_is_the_checkpoints_own_if_none_is_asked_for() throws IOException {
        Part<SchedulerProvider<?>> own = scheduler(ownSchedule(), Optional.empty());
        assertThat(own.type()).isEqualTo("pndm");
        assertThat(noise(own)).containsEntry("beta-end", 0.02).containsEntry("beta-start", 0.001);
    }

    @Test
    void another_scheduler_keeps_the_noise_schedule_of_the_checkpoint() throws IOException {
        Path model = ownSchedule();
        for (String type : new String[] {"ddim", "ddpm", "euler", "euler-ancestral", "dpm-solver++"}) {
            Part<SchedulerProvider<?>> asked =
                    TinyModel.scheduler(diffusion.providers(), "{type: " + type + ", steps-offset: 3}");
            Part<SchedulerProvider<?>> part = scheduler(model, Optional.of(asked));
            assertThat(part.type()).isEqualTo(type);
            assertThat(noise(part))
                    .as(type)
                    .containsEntry("beta-start", 0.001)
                    .containsEntry("beta-end", 0.02)
                    .containsEntry("schedule", "linear");
            assertThat(SettingsMap.of(part.settings()))
                    .as(type)
                    .containsEntry("prediction", "v-prediction")
                    .containsEntry("steps-offset", 3);
        }
    }

    @Test
    void what_is_asked_for_wins_over_the_checkpoint() throws IOException {
        Part<SchedulerProvider<?>> asked =
                TinyModel.scheduler(diffusion.providers(), "{type: euler, prediction: epsilon}");
        Map<String, Object> settings =
                SettingsMap.of(scheduler(ownSchedule(), Optional.of(asked)).settings());
        assertThat(settings).containsEntry("prediction", "epsilon");
    }

    @Test
    void a_pipeline_of_an_unknown_class_is_refused() {
        Path model = TinyModel.copy(temp.resolve("m"));
        replace(model.resolve("model_index.json"), "StableDiffusionPipeline", "KandinskyPipeline");
        assertThatThrownBy(() -> diffusion.load(model))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(model
                        + ": no pipeline for 'KandinskyPipeline'; known: [StableDiffusionImg2ImgPipeline, StableDiffusionPipeline];"
                        + " a plugin can add it");
    }

    @Test
    void a_host_without_families_is_told_where_they_are() {
        Providers withoutFamilies = new Providers() {
            @Override
            public <P extends Service> List<P> all(Class<P> kind) {
                return kind == PipelineProvider.class
                        ? List.of()
                        : diffusion.providers().all(kind);
            }
        };
        Assembly assembly = new Assembly(
                withoutFamilies,
                PipelineSettings.of(TinyModel.FOLDER),
                Checkpoints.open(TinyModel.FOLDER, CheckpointOptions.defaults()),
                Devices.resolve("cpu"));
        try {
            assertThatThrownBy(assembly::pipeline)
                    .isInstanceOf(CheckpointException.class)
                    .hasMessage(TinyModel.FOLDER + ": no pipeline for 'StableDiffusionPipeline'; known: [];"
                            + " add diffusion4j-families to the class path");
        } finally {
            assembly.context().close();
        }
    }

    @Test
    void a_component_of_an_unknown_class_is_refused() {
        Path model = TinyModel.copy(temp.resolve("m"));
        replace(model.resolve("model_index.json"), "UNet2DConditionModel", "UNet3DConditionModel");
        replace(model.resolve("unet/config.json"), "UNet2DConditionModel", "UNet3DConditionModel");
        assertThatThrownBy(() -> diffusion.load(model))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(model.resolve("unet/config.json")
                        + ": no BackboneProvider reads the class 'UNet3DConditionModel'; known: ")
                .hasMessageContaining("UNet2DConditionModel")
                .hasMessageEndingWith("; a plugin can add it");
    }

    @Test
    void damaged_weights_are_a_checkpoint_error() throws IOException {
        for (String file : new String[] {"unet/diffusion_pytorch_model", "text_encoder/model"}) {
            Path model = TinyModel.copy(temp.resolve(file.substring(0, 4)));
            Path weights = model.resolve(file + ".safetensors");
            byte[] all = Files.readAllBytes(weights);
            Files.write(weights, Arrays.copyOf(all, all.length - 7));
            assertThatThrownBy(() -> diffusion.load(model))
                    .isExactlyInstanceOf(CheckpointException.class)
                    .hasMessageContaining("the file is truncated");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unet/config.json, '\"norm_num_groups\": 4', '\"norm_num_groups\": -4'",
        "vae/config.json, '\"norm_num_groups\": 4', '\"norm_num_groups\": 0'",
        "text_encoder/config.json, '\"num_attention_heads\": ', '\"num_attention_heads\": -'",
        "scheduler/scheduler_config.json, '\"num_train_timesteps\": 1000', '\"num_train_timesteps\": -5'",
    })
    void impossible_values_in_a_config_are_a_checkpoint_error(String file, String from, String to) {
        Path model = TinyModel.copy(temp.resolve("m"));
        replace(model.resolve(file), from, to);
        assertThatThrownBy(() -> {
                    try (Pipeline pipeline = diffusion.load(model)) {
                        pipeline.generate(TinyModel.request(1));
                    }
                })
                .isExactlyInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(model.resolve(file) + ": ")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void settings_without_a_model_are_refused() {
        assertThatThrownBy(() -> diffusion.load(PipelineSettings.defaults()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("no model given; name a diffusers folder or a .safetensors file in `model`");
    }

    /** A model that was trained with a noise schedule unlike anybody's default. */
    private Path ownSchedule() throws IOException {
        Path model = TinyModel.copy(temp.resolve("own"));
        Path config = model.resolve("scheduler/scheduler_config.json");
        replace(config, "0.012", "0.02");
        replace(config, "0.00085", "0.001");
        replace(config, "scaled_linear", "linear");
        replace(config, "\"epsilon\"", "\"v_prediction\"");
        return model;
    }

    private static Part<SchedulerProvider<?>> scheduler(Path model, Optional<Part<SchedulerProvider<?>>> asked) {
        PipelineContext context = diffusion.components(PipelineSettings.of(model));
        try {
            return context.schedulerPart(asked);
        } finally {
            context.close();
        }
    }

    private static Map<String, Object> noise(Part<?> part) {
        Map<String, Object> noise = new java.util.HashMap<>();
        ((Map<?, ?>) SettingsMap.of(part.settings()).get("noise"))
                .forEach((key, value) -> noise.put((String) key, value));
        return noise;
    }

    private static void replace(Path file, String from, String to) {
        try {
            String text = Files.readString(file);
            assertThat(text).contains(from);
            Files.writeString(file, text.replace(from, to));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
