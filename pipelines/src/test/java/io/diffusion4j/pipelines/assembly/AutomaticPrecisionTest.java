package io.diffusion4j.pipelines.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.checkpoint.ComponentCheckpoint;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.runtime.Devices;
import io.diffusion4j.core.runtime.Processor;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.Precision;
import io.diffusion4j.pipelines.TinyModel;
import io.diffusion4j.pipelines.checkpoints.CheckpointOptions;
import io.diffusion4j.pipelines.checkpoints.Checkpoints;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticPrecisionTest {
    private static final Path VARIANTS = TinyModel.GOLDENS.resolve("formats/variants");

    @Test
    void float32_weights_are_computed_in_float32() {
        assertThat(automatic("unet_sharded")).isEqualTo(DType.FLOAT32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unet_fp16", "unet_bf16"})
    void half_weights_are_computed_in_bfloat16_where_the_processor_multiplies_it(String folder) {
        DType expected = Processor.multipliesBfloat16() ? DType.BFLOAT16 : DType.FLOAT32;
        assertThat(automatic(folder)).isEqualTo(expected);
    }

    @Test
    void a_checkpoint_without_a_backbone_is_computed_in_float32() {
        try (Checkpoint empty = new ComponentCheckpoint(Path.of("empty"), "P", List.of(), Map.of())) {
            assertThat(AutomaticPrecision.of(empty, Devices.resolve("cpu"))).isEqualTo(DType.FLOAT32);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"FLOAT32", "BFLOAT16", "FLOAT16"})
    void what_is_asked_for_wins(Precision asked) {
        PipelineContext context = new Assembly(
                        ServiceProviders.ofClassPath(),
                        PipelineSettings.of(TinyModel.FOLDER).withDtype(asked),
                        Checkpoints.open(TinyModel.FOLDER, CheckpointOptions.defaults()),
                        Devices.resolve("cpu"))
                .context();
        assertThat(context.dtype()).isEqualTo(asked.dtype().orElseThrow());
        assertThat(context.settings()).containsEntry("dtype", asked.name().toLowerCase());
        context.close();
    }

    private static DType automatic(String folder) {
        Component unet = Checkpoints.openComponent(VARIANTS.resolve(folder), "unet", CheckpointOptions.defaults());
        try (Checkpoint checkpoint = new ComponentCheckpoint(Path.of(folder), "P", List.of(unet), Map.of())) {
            return AutomaticPrecision.of(checkpoint, Devices.resolve("cpu"));
        }
    }
}
