package io.diffusion4j.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.guidance.GuidanceProvider;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.tensor.DType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SettingsMapTest {
    private static final SettingsBinder BINDER = new SettingsBinder(new TestParts());

    @RepeatedTest(200)
    void binding_the_map_gives_an_equal_record(RepetitionInfo repetition) {
        TestRun run = run(new Random(repetition.getCurrentRepetition()));
        String json = SettingsJson.toJson(SettingsMap.of(run));
        assertThat(BINDER.bind(YamlDocument.json("run.json", json), TestRun.class))
                .isEqualTo(run);
        assertThat(SettingsJson.toJson(SettingsJson.fromJson("run.json", json))).isEqualTo(json);
    }

    @Test
    void the_map_has_the_keys_of_the_yaml_file() {
        Part<SchedulerProvider<?>> dpm = Part.of(new TestParts.Dpm(), TestParts.DpmSettings.defaults());
        Map<String, Object> map = SettingsMap.of(GenerationRequest.of("a cat").withScheduler(dpm));
        assertThat(map.keySet())
                .containsExactly(
                        "prompt",
                        "negative-prompt",
                        "count",
                        "batch",
                        "steps",
                        "clip-skip",
                        "scheduler",
                        "sampling",
                        "non-finite");
        assertThat(map.get("scheduler"))
                .isEqualTo(Map.of("type", "dpm-solver++", "solver-order", 2, "lambda-min", Double.NEGATIVE_INFINITY));
        assertThat(((Map<?, ?>) map.get("scheduler")).keySet().iterator().next())
                .isEqualTo("type");
    }

    @Test
    void json_is_sorted_and_has_infinity_as_text() {
        assertThat(SettingsJson.toJson(Map.of("b", Double.NEGATIVE_INFINITY, "a", List.of(1, 0.5))))
                .isEqualTo("{\n  \"a\" : [ 1, 0.5 ],\n  \"b\" : \"-Infinity\"\n}");
    }

    @Test
    void json_that_is_no_object_is_refused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> SettingsJson.fromJson("run.json", "{\"a\": }"))
                .withMessageStartingWith("run.json:1:7: not valid JSON: Unexpected character ('}'");
    }

    private static TestRun run(Random random) {
        return new TestRun(
                Path.of("models", "m" + random.nextInt()),
                maybe(random, DType.values()[random.nextInt(DType.values().length)]),
                maybe(random, scheduler(random)),
                new TestRun.Output(
                        Path.of("o"),
                        random.nextBoolean(),
                        List.of(text(random), text(random)),
                        new TreeMap<>(Map.of(text(random), random.nextLong(), "b" + random.nextInt(), 0L))),
                request(random));
    }

    private static GenerationRequest request(Random random) {
        GenerationRequest request = GenerationRequest.of(text(random))
                .withNegativePrompt(text(random))
                .withSeed(random.nextLong())
                .withSteps(1 + random.nextInt(1000));
        Part<GuidanceProvider<?>> guidance =
                Part.of(new TestParts.Cfg(), new TestParts.CfgSettings(random.nextGaussian() * 1e8));
        return random.nextBoolean() ? request : request.withGuidance(guidance).withScheduler(scheduler(random));
    }

    private static Part<SchedulerProvider<?>> scheduler(Random random) {
        double infinite = random.nextBoolean() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        TestParts.Spacing spacing = TestParts.Spacing.values()[random.nextInt(3)];
        return random.nextBoolean()
                ? Part.of(new TestParts.Dpm(), new TestParts.DpmSettings(1 + random.nextInt(3), infinite))
                : Part.of(new TestParts.Ancestral(), new TestParts.EulerSettings(0, random.nextDouble(), spacing));
    }

    private static <T> Optional<T> maybe(Random random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(12), 0, 0x110000)
                .map(c -> random.nextBoolean() ? c : c % 128)
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
