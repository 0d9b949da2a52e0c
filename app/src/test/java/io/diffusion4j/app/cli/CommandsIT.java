package io.diffusion4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that make no image. */
class CommandsIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void the_version_is_one_line(String option) {
        D4j.Ended run = D4j.run(folder, option).succeeded();
        assertThat(run.out()).matches("Diffusion4J \\d+\\.\\d+\\.\\d+\\S*\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void the_help_names_every_command_and_the_exit_codes() {
        D4j.Ended run = D4j.run(folder, "--help").succeeded();
        assertThat(run.out())
                .contains(
                        "generate",
                        "plugins",
                        "doctor",
                        "inspect",
                        "schema",
                        "parity",
                        "synthesize",
                        "schedulers",
                        "schedule",
                        "completion")
                .containsPattern("0 +done")
                .containsPattern("130 +cancelled");
    }

    @Test
    void an_unknown_command_is_refused_with_the_nearest_one() {
        assertThat(D4j.run(folder, "genrate", "a red fox").refusal())
                .isEqualTo("unknown command 'genrate' (did you mean 'generate'?); see d4j --help");
    }

    @Test
    void no_command_at_all_is_refused() {
        assertThat(D4j.run(folder).refusal())
                .startsWith("name a command: generate, ")
                .endsWith("see d4j --help");
    }

    @Test
    void plugins_lists_what_is_built_in() throws IOException {
        String json = D4j.run(folder, "plugins", "--json").succeeded().out();
        JsonNode jars = new ObjectMapper().readTree(json).get("jars");
        assertThat(jars.findValuesAsText("type"))
                .contains("euler", "ddim", "cfg", "flash", "unet-2d-condition", "kl", "stable-diffusion");
        assertThat(jars.findValuesAsText("built-in")).containsOnly("true");
    }

    @Test
    void schedulers_lists_names_orders_and_costs() throws IOException {
        String text = D4j.run(folder, "schedulers").succeeded().out();
        assertThat(text)
                .containsPattern("heun +2 +- +2\\.00")
                .containsPattern("euler-ancestral +1 +fresh +1\\.00")
                .containsPattern("A1111 +DPM\\+\\+ 2M Karras +spacing=linspace sigmas=karras");
        JsonNode all = new ObjectMapper()
                .readTree(D4j.run(folder, "schedulers", "--json").succeeded().out())
                .get("schedulers");
        assertThat(all.findValuesAsText("type")).contains("unipc", "lcm").isSorted();
        assertThat(all.findValues("evaluations-per-step")).hasSameSizeAs(all.findValuesAsText("type"));
    }

    @ParameterizedTest
    @CsvSource({"speed, unipc", "quality, heun", "memory, euler", "training, ddpm"})
    void schedulers_recommends_with_a_reason(String purpose, String type) {
        String text =
                D4j.run(folder, "schedulers", "--for", purpose).succeeded().out();
        assertThat(text).containsPattern("(?m)^" + type + " +\\d+ steps, \\d+ model evaluations\n  [A-Z].*\\.$");
    }

    @Test
    void doctor_finds_nothing_that_prevents_work() throws IOException {
        D4j.Ended run = D4j.run(folder, "doctor", "--json").succeeded();
        JsonNode findings = new ObjectMapper().readTree(run.out()).get("findings");
        assertThat(findings.findValuesAsText("subject")).contains("java", "threads", "memory", "natives", "device");
        assertThat(findings.findValuesAsText("level")).doesNotContain("error");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void inspect_reads_the_headers_of_a_folder() throws IOException {
        D4j.Ended text = D4j.run(folder, "inspect", D4j.TINY_MODEL.toString()).succeeded();
        assertThat(text.out())
                .contains("StableDiffusionPipeline", "UNet2DConditionModel", "AutoencoderKL", "PNDMScheduler")
                .containsPattern("95,972 parameters in \\d+ tensors, 0\\.4 MiB, \\{float32=95972}");
        String json = D4j.run(folder, "inspect", D4j.TINY_MODEL.toString(), "--json", "--tensors")
                .succeeded()
                .out();
        JsonNode report = new ObjectMapper().readTree(json);
        assertThat(report.get("components").findValuesAsText("name")).contains("unet", "vae", "text_encoder");
        assertThat(json).contains("\"conv_in.weight\":\"F32 [8, 4, 3, 3]\"");
    }

    @Test
    void inspect_of_a_single_file_with_foreign_shapes_says_what_to_do() {
        Path file = D4j.GOLDENS.resolve("formats/sd15_full.single_file.safetensors");
        assertThat(D4j.run(folder, "inspect", file.toString()).refusal())
                .startsWith(file.toString())
                .contains("give a folder with the model's configs");
        D4j.Ended run = D4j.run(
                        folder,
                        "inspect",
                        file.toString(),
                        "--model-config=" + D4j.GOLDENS.resolve("formats/sd15_full"))
                .succeeded();
        assertThat(run.out()).contains("StableDiffusionPipeline", "UNet2DConditionModel", "AutoencoderKL");
    }

    @Test
    void the_schema_accepts_a_good_file_and_refuses_a_bad_one() {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(D4j.run(folder, "schema").succeeded().out());
        String good = """
                model: models/sd15
                attention: flash
                request:
                  prompt: a red fox
                  steps: 30
                  scheduler: {type: dpm-solver++}
                  guidance: {rescale: 0.7}
                """;
        assertThat(schema.validate(good, InputFormat.YAML)).isEmpty();
        assertThat(schema.validate(good.replace("steps: 30", "steps: 0"), InputFormat.YAML))
                .isNotEmpty();
        assertThat(schema.validate(good.replace("model:", "modle:"), InputFormat.YAML))
                .isNotEmpty();
    }

    @Test
    void synthesize_writes_into_new_folders_only() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        assertThat(D4j.run(folder, "synthesize", "sd15", folder.toString()).refusal())
                .isEqualTo(folder + " is not empty; name a new folder");
        assertThat(D4j.run(folder, "synthesize", "sd16", "new").refusal())
                .startsWith("no published model 'sd16'; did you mean 'sd15'?");
        assertThat(D4j.tree(folder)).containsExactly("", "mine.txt");
    }

    @Test
    void bash_can_use_the_completion_script() throws IOException {
        String script = D4j.run(folder, "completion").succeeded().out();
        Files.writeString(folder.resolve("d4j.bash"), script);
        String ask = "source d4j.bash; COMP_WORDS=(d4j gen); COMP_CWORD=1; _complete_d4j; echo ${COMPREPLY[@]}";
        Path answer = folder.resolve("answer");
        int exitCode;
        try {
            exitCode = new ProcessBuilder("bash", "-ec", ask)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(answer.toFile())
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(answer).hasContent("generate");
        assertThat(exitCode).isZero();
    }
}
