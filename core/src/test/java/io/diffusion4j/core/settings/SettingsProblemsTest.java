package io.diffusion4j.core.settings;

import static io.diffusion4j.core.settings.Bindings.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.pipeline.GenerationRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsProblemsTest {
    private static final String REQUEST_KEYS = "prompt, negative-prompt, count, batch, seed, width, height, steps, "
            + "clip-skip, timesteps, sigmas, scheduler, guidance, sampling, non-finite, image, strength";

    record All(
            String text,
            boolean flag,
            int whole,
            long large,
            double decimal,
            Path path,
            List<Integer> list,
            TestParts.Spacing spacing,
            Optional<SettingsBinderTest.Texts> block) {
        static All defaults() {
            return new All("", true, 1, 2, 3, Path.of("p"), List.of(), TestParts.Spacing.KARRAS, Optional.empty());
        }
    }

    record Refusing(int a) {
        Refusing {
            if (a == 13) {
                throw new IllegalArgumentException("unlucky");
            }
        }
    }

    @Test
    void all_problems_come_at_once_in_the_order_of_the_text() {
        String yaml = """
                model: m
                request:
                  prompt: a cat
                  stpes: 30
                  steps: many
                  clip-skip: 99
                scheduler:
                  type: euler-a
                  beta: 1
                output: {overwrite: yes}
                """;
        assertThat(problems(TestRun.class, yaml))
                .containsExactly(
                        "run.yaml:4:3: request.stpes: unknown key; did you mean 'steps'? allowed: " + REQUEST_KEYS,
                        "run.yaml:5:10: request.steps: expected int, got 'many'",
                        "run.yaml:6:14: request.clip-skip: must be between 0 and 64, got 99",
                        "run.yaml:8:9: scheduler.type: no scheduler 'euler-a'; did you mean 'euler-ancestral'?"
                                + " known: dpm-solver++, euler, euler-ancestral",
                        "run.yaml:10:21: output.overwrite: expected true or false, got 'yes'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text: [a]|7: text: expected text, got a list",
                "text: ~|7: text: expected text, got nothing; for an empty text write \"\"",
                "flag: on|7: flag: expected true or false, got 'on'",
                "flag: \"true\"|7: flag: expected true or false, got the text 'true'",
                "whole: 1.5|8: whole: expected int, got '1.5'",
                "whole: 010|8: whole: expected int, got '010'",
                "whole: 0x10|8: whole: expected int, got '0x10'",
                "whole: 1_000|8: whole: expected int, got '1_000'",
                "whole: 3000000000|8: whole: expected int, got '3000000000'",
                "whole: \"5\"|8: whole: expected int, got the text '5'",
                "large: 9223372036854775808|8: large: expected long, got '9223372036854775808'",
                "decimal: .nan|10: decimal: expected a number, got '.nan'",
                "decimal: 1e999|10: decimal: expected a number, got '1e999'",
                "decimal: 0x1p3|10: decimal: expected a number, got '0x1p3'",
                "decimal: 1d|10: decimal: expected a number, got '1d'",
                "path: {a: 1}|7: path: expected a path, got a block",
                "path: \"\"|7: path: expected a path, got the text ''",
                "list: 5|7: list: expected a list, got '5'",
                "list: [1, x]|11: list[1]: expected int, got 'x'",
                "spacing: karas|10: spacing: unknown value 'karas'; did you mean 'karras'?"
                        + " allowed: linspace, karras, sgm-uniform",
                "spacing: zzz|10: spacing: unknown value 'zzz'; allowed: linspace, karras, sgm-uniform",
                "block: x|8: block: expected a block, got 'x'",
                "block: {}|8: block.text: missing; this key is required",
            })
    void wrong_values_are_named_with_their_place(String yaml, String expected) {
        assertThat(problems(All.class, yaml)).containsExactly("run.yaml:1:" + expected);
    }

    @Test
    void a_missing_key_is_reported_at_its_block() {
        assertThat(problems(TestRun.class, "\nscheduler: euler"))
                .containsExactly("run.yaml:2:1: model: missing; this key is required");
        assertThat(problems(TestRun.class, "")).containsExactly("run.yaml:1:1: model: missing; this key is required");
    }

    @Test
    void a_duplicate_key_is_an_error() {
        assertThat(problems(GenerationRequest.class, "steps: 3\nsteps: 4"))
                .containsExactly("run.yaml:2:1: steps: duplicate key; remove one of them");
        assertThat(problems(
                        GenerationRequest.class,
                        "scheduler:\n  type: euler\n  type: euler\n  beta-end: 1\n  beta-end: 1"))
                .containsExactly(
                        "run.yaml:3:3: scheduler.type: duplicate key; remove one of them",
                        "run.yaml:5:3: scheduler.beta-end: duplicate key; remove one of them");
    }

    @Test
    void a_part_needs_a_type() {
        assertThat(problems(GenerationRequest.class, "scheduler: {beta-end: 1}"))
                .containsExactly("run.yaml:1:12: scheduler.type: missing; which scheduler?"
                        + " known: dpm-solver++, euler, euler-ancestral");
        assertThat(problems(GenerationRequest.class, "scheduler: [euler]"))
                .containsExactly(
                        "run.yaml:1:12: scheduler: expected a scheduler (a type, or a block with type:), got a list");
        assertThat(problems(GenerationRequest.class, "guidance: foo"))
                .containsExactly("run.yaml:1:11: guidance: no guidance 'foo'; known: cfg");
    }

    @Test
    void keys_of_a_part_are_those_of_its_type() {
        assertThat(problems(GenerationRequest.class, "scheduler: {type: dpm-solver++, solver_order: 2}"))
                .containsExactly("run.yaml:1:33: scheduler.solver_order: unknown key; did you mean 'solver-order'?"
                        + " allowed: solver-order, lambda-min");
    }

    @Test
    void contradictions_are_reported_at_the_component_that_names_them() {
        assertThat(problems(GenerationRequest.class, "timesteps: [1]\nsigmas: [1]"))
                .containsExactly("run.yaml:2:9: sigmas: and timesteps exclude each other; give one of them");
        assertThat(problems(GenerationRequest.class, "scheduler:\n  type: euler\n  beta-end: 0"))
                .containsExactly("run.yaml:2:3: scheduler.beta-start: must not be above beta-end, 0.0, got 1.0E-4");
    }

    @Test
    void a_refusal_by_the_record_is_reported_at_the_block() {
        assertThat(problems(Refusing.class, "a: 13")).containsExactly("run.yaml:1:1: unlucky");
    }

    @Test
    void a_document_that_is_no_block_is_one_problem() {
        assertThat(problems(GenerationRequest.class, "- a"))
                .containsExactly("run.yaml:1:1: expected a block, got a list");
    }

    @Test
    void foreign_text_stays_short_and_on_one_line() {
        assertThat(problems(All.class, "whole: \"a\\n" + "b".repeat(100) + "\""))
                .containsExactly("run.yaml:1:8: whole: expected int, got the text 'a " + "b".repeat(58) + "...'");
    }

    @Test
    void a_flood_of_problems_is_cut() {
        String yaml = "x: 1\n".repeat(100_000);
        assertThat(problems(All.class, yaml)).hasSize(100);
    }
}
