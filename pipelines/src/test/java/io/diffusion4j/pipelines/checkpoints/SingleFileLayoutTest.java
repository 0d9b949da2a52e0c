package io.diffusion4j.pipelines.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.CheckpointLayout;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.plugin.ServiceProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SingleFileLayoutTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lora_unet_down_blocks_0.lora_down.weight | LoRA
            unet.down_blocks.0.attn1.to_q.lora_A.weight | LoRA
            control_model.input_blocks.0.0.weight | ControlNet
            controlnet_cond_embedding.conv_in.weight | ControlNet
            decoder.conv_in.weight | VAE alone
            first_stage_model.decoder.mid.block_1.conv1.weight | VAE alone
            down_blocks.0.resnets.0.conv1.weight | one component of a diffusers folder
            text_model.encoder.layers.0.layer_norm1.bias | text encoder alone
            emb_params | textual inversion
            something.else | of no known model
            """)
    void other_files_are_refused_with_what_they_look_like(String name, String family) {
        Path file = TestFiles.zeros(temp.resolve("x.safetensors"), Map.of(name, List.of(2L)), Map.of());
        assertThatThrownBy(() -> TestFiles.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(family)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.ckpt", "a.bin", "a.pt", "a.PTH"})
    void pickle_files_are_refused_with_the_way_out(String name) throws IOException {
        Path file = Files.writeString(temp.resolve(name), "x");
        assertThatThrownBy(() -> TestFiles.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("convert it to safetensors");
    }

    @Test
    void a_layout_from_a_plugin_is_asked_first() {
        Path file = TestFiles.zeros(temp.resolve("x.safetensors"), Map.of("mine", List.of(2L)), Map.of());
        CheckpointLayout host = new TestLayout();
        CheckpointLayout plugin = plugins().all(CheckpointLayout.class).get(0);
        for (List<CheckpointLayout> layouts : List.of(List.of(host, plugin), List.of(plugin, host))) {
            try (Checkpoint model =
                    Checkpoints.open(file, CheckpointOptions.defaults(), layouts, HubCache.of(Map.of()))) {
                assertThat(model.pipelineClass()).isEqualTo("plugin");
                assertThatThrownBy(() -> model.require("unet")).hasMessageContaining("no component 'unet'");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"mine.too, another form of mine", "lora_up, a LoRA"})
    void a_layout_tells_what_a_file_resembles_but_for_what_is_no_model_of_any_family(String more, String kind) {
        Map<String, List<Long>> shapes = Map.of("mine.too", List.of(2L), more + ".x", List.of(2L));
        Path file = TestFiles.zeros(temp.resolve("x.safetensors"), shapes, Map.of());
        assertThatThrownBy(() -> Checkpoints.open(file, CheckpointOptions.defaults(), plugins()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(file + ": this looks like " + kind)
                .hasMessageEndingWith("; single files can be: For tests");
    }

    private ServiceProviders plugins() {
        return new ServiceProviders(TestLayout.plugin(temp));
    }
}
