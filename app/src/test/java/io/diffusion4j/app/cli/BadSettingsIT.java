package io.diffusion4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each is refused with one line, and leaves no trace. */
class BadSettingsIT {
    private static final String MODEL = D4j.TINY_MODEL.toString();

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "unknown key   | `model: m\\nrequest:\\n  stepz: 3` | run.yaml:3:3: request.stepz: unknown key; did you mean 'steps'?",
                "wrong type    | `model: m\\nrequest: {steps: many}` | run.yaml:2:18: request.steps: expected int, got 'many'",
                "out of range  | `request:\\n  count: 0`            | run.yaml:2:10: request.count: must be between 1 and 10000, got 0",
                "duplicate key | `model: a\\nmodel: b`              | run.yaml:2:1: model: duplicate key; remove one of them",
                "bomb          | `a: &a [x,x]\\nb: &b [*a,*a]\\nc: [*b,*b]` | run.yaml:2:8: aliases (*a) are not supported; write the value out",
                "not a number  | `request: {guidance: {scale: .nan}}` | run.yaml:1:29: request.guidance.scale: expected a number, got '.nan'",
                "no YAML       | `model: [m`                        | run.yaml:",
                "no model      | `request: {steps: 2}`              | no model given; name a diffusers folder or a .safetensors file in `model`",
            })
    void in_a_config(String what, String yaml, String message) throws IOException {
        Files.writeString(folder.resolve("run.yaml"), yaml.replace("\\n", "\n"));
        assertThat(refusal("--config=run.yaml")).startsWith(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--steps=0          | --set request.steps: must be between 1 and 10000, got 0",
                "--guidance=NaN     | --set request.guidance.scale: expected a number, got 'NaN'",
                "--scheduler=eular  | --set request.scheduler: no scheduler 'eular'; did you mean 'euler'? known: consistency, ddim,",
                "--size=64x         | --size: expected WxH such as 768x512, or 512, got '64x'",
                "--size=63          | request.width: must be a multiple of 4, got 63; the nearest are 60 and 64",
                "--count=0          | --set request.count: must be between 1 and 10000, got 0",
                "--set=request      | --set request: expected path=value, such as request.steps=30",
                "--replay=x.png     | cannot read x.png: no such file or folder",
                "--config=none.yaml | none.yaml: no such file",
                "--model=nowhere    | nowhere: there is no such file or folder",
                "--genrate          | Unknown option: '--genrate'; see d4j generate --help",
            })
    void in_an_option(String option, String message) {
        String[] arguments =
                option.startsWith("--model") ? new String[] {option} : new String[] {"--model=" + MODEL, option};
        assertThat(refusal(arguments)).startsWith(message);
    }

    @Test
    void a_folder_below_a_file_cannot_be_written() throws IOException {
        Files.writeString(folder.resolve("file"), "mine");
        assertThat(refusal("--model=" + MODEL, "--output=file/images"))
                .matches("cannot write to .*/file/images: .*/file is a file; choose another place with --output");
        assertThat(refusal("--model=" + MODEL, "--output=file/fox.png"))
                .matches("cannot write to .*/file: .*/file is a file; choose another place with --output");
        assertThat(folder.resolve("file")).hasContent("mine");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() throws IOException {
        Files.writeString(
                folder.resolve("run.yaml"),
                "model: m\nrequest:\n  steps: many\n  seeed: 3\n  guidance: {type: cfg, scale: .nan}\n");
        D4j.Ended run = D4j.run(folder, "generate", "--config=run.yaml");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("d4j: run.yaml:3:10: request.steps: expected int"),
                        line -> assertThat(line)
                                .startsWith("d4j: run.yaml:4:3: request.seeed: unknown key; did you mean"),
                        line -> assertThat(line)
                                .startsWith("d4j: run.yaml:5:32: request.guidance.scale: expected a number"));
    }

    @Test
    void the_stack_trace_comes_with_verbose_only() {
        D4j.Ended run = D4j.run(folder, "generate", "--model=nowhere", "--verbose");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("d4j: nowhere: there is no such file or folder\n")
                .contains("CheckpointException", "\tat io.diffusion4j.");
    }

    private String refusal(String... options) {
        List<String> before = D4j.tree(folder);
        List<String> arguments = new ArrayList<>(List.of("generate", "a red fox"));
        arguments.addAll(List.of(options));
        String refusal = D4j.run(folder, arguments.toArray(String[]::new)).refusal();
        assertThat(D4j.tree(folder)).isEqualTo(before);
        return refusal;
    }
}
