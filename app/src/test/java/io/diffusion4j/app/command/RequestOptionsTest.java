package io.diffusion4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.SettingsMap;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.adapters.AdapterSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RequestOptionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a red fox",
                "\"quoted\" and 'quoted'",
                "key: value, [list], {map: 1} # no comment",
                "two\nlines\tand a tab",
                "back\\slash \\n \\u0041",
                "über 狐 \uD83E\uDD8A \u2028 \u0085 \u007f \uFFFE",
                "*alias &anchor !tag |",
                "- item",
                "~",
                "null",
                "true",
                "12",
                "1e3",
                " spaces around ",
                "a=b=c",
                "${HOME} %s $(id)",
                "(fox:1.2), ((owl)) <lora:x:1>",
                "",
            })
    void a_prompt_stays_as_it_was_typed(String prompt) {
        assertThat(settings("--", prompt).request().prompt()).isEqualTo(prompt);
        assertThat(settings("x", "--negative=" + prompt).request().negativePrompt())
                .isEqualTo(prompt);
        assertThat(settings("x", "--model=" + prompt).model()).contains(prompt);
    }

    @Test
    void a_path_stays_as_it_was_typed() {
        assertThat(settings("--output=a b/[x]: #1").output()).isEqualTo(Path.of("a b/[x]: #1"));
    }

    @Test
    void an_image_to_begin_with_is_a_path_and_a_strength() {
        var request = settings("x", "--image=a b/[x]: #1", "--strength=0.6").request();
        assertThat(request.image()).contains(Path.of("a b/[x]: #1"));
        assertThat(request.strength()).contains(0.6);
    }

    @Test
    void loras_are_paths_with_scales() {
        assertThat(settings("--lora=a.safetensors", "--lora=b: [c]:0.8", "--lora=C:\\d:-1")
                        .adapters())
                .containsExactly(
                        new AdapterSettings(
                                Path.of("a.safetensors"), Optional.empty(), Optional.empty(), Optional.empty()),
                        AdapterSettings.of(Path.of("b: [c]"), 0.8),
                        AdapterSettings.of(Path.of("C:\\d"), -1));
        assertThat(bind("adapters: [{file: x, scales: {unet: 0.5}}]")
                        .adapters()
                        .get(0)
                        .scaleOf("unet"))
                .isEqualTo(0.5);
        assertThat(settings("--lora-dir=my loras").loraFolder()).isEqualTo(Path.of("my loras"));
    }

    @Test
    void one_side_makes_a_square() {
        assertThat(settings("--size=512").request().width()).contains(512);
        assertThat(settings("--size=512").request().height()).contains(512);
        assertThat(settings("--size=768x512").request().width()).contains(768);
        assertThat(settings("--size=768x512").request().height()).contains(512);
    }

    @ParameterizedTest
    @ValueSource(strings = {"64x", "x64", "64x64x64", "64X64", "64*64", "big", "-64", "64.5", ""})
    void a_size_of_another_form_is_refused(String size) {
        assertThatThrownBy(() -> settings("--size=" + size))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("--size: expected WxH such as 768x512, or 512, got '" + size + "'");
    }

    @Test
    void the_guidance_scale_keeps_the_other_settings_of_the_config() {
        PipelineSettings settings = bind("request: {guidance: {rescale: 0.7}}", "--guidance=3");
        assertThat(guidance(settings)).containsEntry("scale", 3.0).containsEntry("rescale", 0.7);
    }

    @Test
    void the_guidance_scale_chooses_guidance_where_the_config_has_none() {
        assertThat(guidance(bind("request: {guidance: none}", "--guidance=3")))
                .containsEntry("type", "cfg")
                .containsEntry("scale", 3.0);
    }

    @Test
    void a_scheduler_replaces_the_one_of_the_config() {
        PipelineSettings settings = bind("request: {scheduler: {type: ddim, eta: 0.5}}", "--scheduler=euler");
        assertThat(settings.request().scheduler().orElseThrow().type()).isEqualTo("euler");
    }

    @Test
    void set_wins_over_the_shorthands() {
        assertThat(settings("--steps=5", "--set=request.steps=6").request().steps())
                .isEqualTo(6);
    }

    @SuppressWarnings("unchecked") // the maps of settings have string keys
    private static Map<String, Object> guidance(PipelineSettings settings) {
        return (Map<String, Object>) SettingsMap.of(settings.request()).get("guidance");
    }

    private static PipelineSettings settings(String... arguments) {
        return bind("{}", arguments);
    }

    private static PipelineSettings bind(String yaml, String... arguments) {
        RequestOptions options = new RequestOptions();
        new CommandLine(options).parseArgs(arguments);
        return new SettingsBinder(ServiceProviders.ofClassPath())
                .bind(YamlDocument.of("run.yaml", yaml).with(options.assignments()), PipelineSettings.class);
    }
}
