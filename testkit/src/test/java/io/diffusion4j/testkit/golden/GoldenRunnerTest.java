package io.diffusion4j.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenRunnerTest {
    private final GoldenRunner runner = new GoldenRunner(new NoProviders());

    @Test
    void random_numbers_are_those_of_the_reference() {
        GoldenReport report = runner.run(Goldens.at("rng"));

        assertThat(report.lines(Verdict.FAIL)).isEmpty();
        assertThat(report.summary()).isEqualTo("101 passed, 0 failed, 0 skipped");
        assertThat(report.exitCode()).isZero();
    }

    @Test
    void every_line_has_the_documented_form() {
        List<String> lines = new ArrayList<>();
        GoldenReport report = runner.run(List.of(Goldens.at("")), lines::add);

        assertThat(lines.get(0)).startsWith("# ").contains("x 2.0 for another libtorch build");
        assertThat(lines.subList(1, lines.size() - 1))
                .hasSameSizeAs(report.results())
                .allMatch(
                        line -> line.matches(
                                "PASS \\S+( \\d\\.\\d{3}e[-+]\\d\\d){3}|(FAIL|SKIP) \\S+( (-|NaN|Infinity|\\d\\.\\d{3}e[-+]\\d\\d)){3}( .*)?"));
        assertThat(lines.get(lines.size() - 1)).matches("\\d+ passed, \\d+ failed, \\d+ skipped");
    }

    @Test
    void an_empty_folder_is_not_green(@TempDir Path folder) {
        GoldenReport report = runner.run(folder);

        assertThat(report.summary()).isEqualTo("0 passed, 0 failed, 0 skipped");
        assertThat(report.isGreen()).isFalse();
        assertThat(report.exitCode()).isEqualTo(1);
    }

    @Test
    void a_kind_that_nobody_reads_is_skipped_and_not_green(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("x.json"), "{\"kind\": \"holograms\"}");

        GoldenReport report = runner.run(folder);

        assertThat(report.summary()).isEqualTo("0 passed, 0 failed, 1 skipped");
        assertThat(report.isGreen()).isFalse();
    }

    @Test
    void a_broken_file_fails(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("x.json"), "{\"kind\": ");

        assertThat(runner.run(folder).lines(Verdict.FAIL))
                .singleElement()
                .asString()
                .contains("not readable JSON");
    }

    @Test
    void configs_and_vocabularies_are_no_cases() {
        assertThat(runner.run(Goldens.at("text/clip-bpe"), Goldens.at("text/clip-bpe-small"))
                        .results())
                .isEmpty();
    }
}
