package io.diffusion4j.pipelines.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.pipelines.PipelineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptAdaptersTest {
    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("styles"));
        Files.createFile(folder.resolve("watercolor.safetensors"));
        Files.createFile(folder.resolve("styles/ink v1.2.safetensors"));
    }

    @Test
    void tags_are_taken_out_and_become_adapters_behind_those_that_are_there() {
        AdapterSettings first = AdapterSettings.of(Path.of("first.safetensors"), 0.3);
        PipelineSettings settings =
                PromptAdapters.resolved(settings("a red fox <lora:watercolor:0.8>, in snow<lora:styles/ink v1.2>")
                        .withAdapters(List.of(first)));
        assertThat(settings.request().prompt()).isEqualTo("a red fox, in snow");
        assertThat(settings.adapters())
                .containsExactly(
                        first,
                        AdapterSettings.of(folder.resolve("watercolor.safetensors"), 0.8),
                        AdapterSettings.of(folder.resolve("styles/ink v1.2.safetensors"), 1));
    }

    @Test
    void a_prompt_without_tags_needs_no_folder() {
        PipelineSettings settings = settings("a <b> (c:1.2)").withLoraFolder(Path.of("nowhere"));
        assertThat(PromptAdapters.resolved(settings)).isSameAs(settings);
    }

    @Test
    void an_unknown_name_is_an_error_that_suggests() {
        assertThatThrownBy(() -> PromptAdapters.resolved(settings("x <lora:watercolour:1>")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("<lora:watercolour>")
                .hasMessageContaining("did you mean 'watercolor'?");
        assertThatThrownBy(() -> PromptAdapters.resolved(settings("x <lora:../secret>")))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void a_missing_folder_and_a_scale_that_is_no_number_are_errors() {
        assertThatThrownBy(() ->
                        PromptAdapters.resolved(settings("<lora:watercolor>").withLoraFolder(folder.resolve("no"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("there is no folder " + folder.resolve("no"));
        assertThatThrownBy(() -> PromptAdapters.resolved(settings("<lora:watercolor:strong>")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("<lora:watercolor:strong> has no number");
    }

    private PipelineSettings settings(String prompt) {
        return PipelineSettings.defaults().withLoraFolder(folder).withRequest(GenerationRequest.of(prompt));
    }
}
