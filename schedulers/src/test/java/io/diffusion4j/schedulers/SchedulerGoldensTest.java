package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.testkit.golden.GoldenReport;
import io.diffusion4j.testkit.golden.GoldenRunner;
import io.diffusion4j.testkit.golden.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SchedulerGoldensTest {
    private static final Path GOLDENS = Path.of(System.getProperty("goldens"), "schedulers");

    @Test
    void stored_runs_and_tables_of_the_reference_are_reproduced() {
        GoldenReport report = new GoldenRunner(ServiceProviders.ofClassPath()).run(GOLDENS);

        assertThat(report.lines(Verdict.FAIL)).isEmpty();
        assertThat(report.passed()).isEqualTo(261);
        assertThat(report.lines(Verdict.SKIP))
                .allMatch(line -> line.contains("no SchedulerProvider reads") || line.contains("has no counterpart"));
    }
}
