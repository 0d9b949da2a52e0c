package io.diffusion4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.core.pipeline.Manifest;
import io.diffusion4j.pipelines.output.PngFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateIT {
    private static final String MODEL = D4j.TINY_MODEL.toString();

    @TempDir
    Path folder;

    @Test
    void a_config_that_names_a_model_is_enough() throws IOException {
        Files.writeString(folder.resolve("run.yaml"), "model: " + MODEL + "\n");
        D4j.Ended run =
                D4j.run(folder, "generate", "--config", "run.yaml", "--quiet").succeeded();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEmpty();
        assertThat(D4j.tree(folder)).hasSize(4).anyMatch(name -> name.matches("output/00000-\\d+\\.png"));
    }

    @Test
    void options_win_over_the_config_and_set_reaches_every_setting() throws IOException {
        Files.writeString(folder.resolve("run.yaml"), """
                model: /nowhere
                request:
                  scheduler: {type: ddim, eta: 0.5}
                  guidance: {scale: 3, rescale: 0.1}
                """);
        String prompt = "it's \"quoted\": {a: [b]} #1 \\ über 狐\nsecond line";
        D4j.run(
                        folder,
                        "generate",
                        prompt,
                        "--negative=- none: 'of' it",
                        "--config=run.yaml",
                        "--model=" + MODEL,
                        "--scheduler=euler",
                        "--steps=2",
                        "--guidance=4",
                        "--set=request.guidance.rescale=0.7",
                        "--attention=math",
                        "--output=fox.png")
                .succeeded();
        Manifest manifest = PngFile.readManifest(folder.resolve("fox.png"));
        Map<?, ?> request = (Map<?, ?>) manifest.settings().get("request");
        assertThat(request.get("prompt")).isEqualTo(prompt);
        assertThat(request.get("negative-prompt")).isEqualTo("- none: 'of' it");
        assertThat(request.get("steps")).hasToString("2");
        assertThat(((Map<?, ?>) request.get("scheduler")).get("type")).isEqualTo("euler");
        assertThat(((Map<?, ?>) request.get("guidance")).get("type")).isEqualTo("cfg");
        assertThat(((Map<?, ?>) request.get("guidance")).get("scale")).hasToString("4.0");
        assertThat(((Map<?, ?>) request.get("guidance")).get("rescale")).hasToString("0.7");
        assertThat(((Map<?, ?>) manifest.settings().get("attention")).get("type"))
                .isEqualTo("math");
    }

    @Test
    void set_can_name_a_setting_of_the_default_guidance() {
        D4j.run(
                        folder,
                        "generate",
                        "--model=" + MODEL,
                        "--steps=1",
                        "--set=request.guidance.rescale=0.7",
                        "-o",
                        "fox.png")
                .succeeded();
        Map<?, ?> request = (Map<?, ?>)
                PngFile.readManifest(folder.resolve("fox.png")).settings().get("request");
        assertThat(request.get("guidance").toString()).contains("type=cfg", "scale=7.5", "rescale=0.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ddim", "dpm-solver++", "euler-ancestral"})
    void a_scheduler_is_chosen_by_its_type(String type) {
        D4j.run(folder, "generate", "--model", MODEL, "--steps=3", "--scheduler", type, "-o", "fox.png")
                .succeeded();
        assertThat(PngFile.texts(folder.resolve("fox.png")).get("parameters")).contains("Sampler: " + type + ",");
    }

    @Test
    void several_images_for_a_named_file_get_numbers() throws IOException {
        D4j.Ended run = D4j.run(
                        folder, "generate", "--model", MODEL, "--steps=1", "--count=2", "--batch=2", "-o", "a/fox.png")
                .succeeded();
        assertThat(D4j.tree(folder)).containsExactly("", "a", "a/fox-1.png", "a/fox-2.png");
        Path real = folder.toRealPath().resolve("a");
        assertThat(run.out().lines().map(line -> Path.of(line).getFileName().toString()))
                .containsExactly("fox-1.png", "fox-2.png");
        assertThat(real).isDirectory();
    }

    @Test
    void standard_output_holds_the_files_and_standard_error_the_progress() {
        D4j.Ended run = D4j.run(folder, "generate", "--model", MODEL, "--steps=3", "--seed=9", "-o", "x")
                .succeeded();
        assertThat(run.out().lines()).hasSize(1).allMatch(line -> line.endsWith("/x/00000-9.png"));
        assertThat(run.err()).contains("image 1", "100%");
    }

    @Test
    void a_lora_of_the_prompt_is_one_of_the_command_line_and_is_replayed() throws IOException {
        Path lora = D4j.GOLDENS.resolve("lora/kohya/lora.safetensors");
        Files.createDirectories(folder.resolve("loras"));
        Files.copy(lora, folder.resolve("loras/style.safetensors"));
        String[] common = {"generate", "--model=" + MODEL, "--steps=2", "--seed=3", "-o"};
        D4j.run(folder, with(common, "tag.png", "a fox <lora:style:0.5>")).succeeded();
        D4j.run(folder, with(common, "option.png", "a fox", "--lora=" + lora + ":0.5"))
                .succeeded();
        D4j.run(folder, with(common, "plain.png", "a fox")).succeeded();
        D4j.run(folder, "generate", "--replay=tag.png", "-o", "again.png").succeeded();
        Pixels tagged = Pixels.of(folder.resolve("tag.png"));
        assertThat(Pixels.of(folder.resolve("option.png"))).isEqualTo(tagged);
        assertThat(Pixels.of(folder.resolve("again.png"))).isEqualTo(tagged);
        assertThat(Pixels.of(folder.resolve("plain.png"))).isNotEqualTo(tagged);

        Files.copy(
                D4j.GOLDENS.resolve("lora/peft/lora.safetensors"),
                folder.resolve("loras/style.safetensors"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(D4j.run(folder, "generate", "--replay=tag.png", "-o", "other.png")
                        .refusal())
                .contains("loras/style.safetensors: another file than was asked for");
    }

    private static String[] with(String[] first, String... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void a_single_file_model_makes_images() throws IOException {
        Path formats = D4j.GOLDENS.resolve("formats");
        D4j.Ended run = D4j.run(
                        folder,
                        "generate",
                        "--model=" + formats.resolve("sd15_full.single_file.safetensors"),
                        "--set=model-config=" + formats.resolve("sd15_full"),
                        "--steps=1",
                        "--json")
                .succeeded();
        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.get("images")).hasSize(1);
        assertThat(List.of(report.get("images").get(0).get("file").asText())).allMatch(f -> Files.exists(Path.of(f)));
    }
}
