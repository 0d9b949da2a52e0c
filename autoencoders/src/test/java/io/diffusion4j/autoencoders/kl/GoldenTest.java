package io.diffusion4j.autoencoders.kl;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.testkit.golden.GoldenReport;
import io.diffusion4j.testkit.golden.GoldenRunner;
import io.diffusion4j.testkit.golden.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GoldenTest {
    @Test
    void every_call_of_the_reference_is_reproduced() {
        GoldenReport report =
                new GoldenRunner(ServiceProviders.ofClassPath()).run(Path.of(System.getProperty("goldens"), "vae"));

        assertThat(report.lines(Verdict.FAIL)).isEmpty();
        assertThat(report.lines(Verdict.SKIP)).isEmpty();
        assertThat(report.passed()).isEqualTo(26);
    }
}
