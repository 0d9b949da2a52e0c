package io.diffusion4j.core.settings;

import static io.diffusion4j.core.settings.Bindings.bind;
import static io.diffusion4j.core.settings.Bindings.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverridesTest {
    private static final String RUN = "model: m\nscheduler: euler\nrequest: {steps: 5, seed: 1}\n";

    @Test
    void overrides_replace_and_add() {
        TestRun run = bind(
                TestRun.class,
                RUN,
                "request.steps=9",
                "request.timesteps=[3, 2]",
                "output.limits.x=4",
                "request.steps=8");
        assertThat(run.request().steps()).isEqualTo(8);
        assertThat(run.request().seed()).contains(1L);
        assertThat(run.request().timesteps()).contains(List.of(3.0, 2.0));
        assertThat(run.output().limits()).containsEntry("x", 4L);
    }

    @Test
    void a_bare_type_takes_keys() {
        TestRun run = bind(TestRun.class, RUN, "scheduler.beta-end=0.5");
        assertThat(run.scheduler().orElseThrow().type()).isEqualTo("euler");
        assertThat(run.scheduler().orElseThrow().settings())
                .isEqualTo(new TestParts.EulerSettings(0.0001, 0.5, TestParts.Spacing.LINSPACE));
    }

    @Test
    void a_value_can_be_a_block() {
        TestRun run = bind(TestRun.class, RUN, "scheduler={type: dpm-solver++, solver-order: 3}");
        assertThat(run.scheduler().orElseThrow().settings())
                .isEqualTo(new TestParts.DpmSettings(3, Double.NEGATIVE_INFINITY));
    }

    @Test
    void nothing_takes_an_optional_away() {
        assertThat(bind(TestRun.class, RUN, "request.seed=").request().seed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a cat: the #1 of cats", "*bold*", "!important", "- x", "a=b", "no", "50%", "(x:1.2)"})
    void a_prompt_is_taken_as_it_stands(String prompt) {
        assertThat(bind(TestRun.class, RUN, "request.prompt=" + prompt)
                        .request()
                        .prompt())
                .isEqualTo(prompt);
        assertThat(bind(TestRun.class, RUN, "request.prompt=\"" + prompt + "\"")
                        .request()
                        .prompt())
                .isEqualTo(prompt);
    }

    @Test
    void problems_name_the_override() {
        assertThat(problems(TestRun.class, RUN, "request.stpes=5", "request.steps=x", "scheduler={type: eulr}"))
                .containsExactly(
                        "--set scheduler: scheduler.type: no scheduler 'eulr'; did you mean 'euler'?"
                                + " known: dpm-solver++, euler, euler-ancestral",
                        "--set request.stpes: unknown key; did you mean 'steps'? allowed: prompt, negative-prompt, count,"
                                + " batch, seed, width, height, steps, clip-skip, timesteps, sigmas, scheduler, guidance,"
                                + " sampling, non-finite, image, strength",
                        "--set request.steps: expected int, got 'x'");
    }

    @Test
    void problems_of_the_form_are_named() {
        assertThat(problems(TestRun.class, RUN, "request.steps"))
                .containsExactly("--set request.steps: expected path=value, such as request.steps=30");
        assertThat(problems(TestRun.class, RUN, "request..steps=1"))
                .containsExactly("--set request..steps: a part of the path is empty");
        assertThat(problems(TestRun.class, RUN, "request.timesteps=[1, 2"))
                .containsExactly("--set request.timesteps: not valid YAML: expected ',' or ']', but got <stream end>");
        assertThat(problems(TestRun.class, "request: [1]", "request.steps=1"))
                .containsExactly("--set request.steps: request holds a list, not a block");
    }
}
