package io.diffusion4j.textencoders.clip;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.testkit.golden.GoldenReport;
import io.diffusion4j.testkit.golden.GoldenRunner;
import io.diffusion4j.testkit.golden.Verdict;
import org.junit.jupiter.api.Test;

class ClipTextGoldenTest {
    @Test
    void the_reference_s_encoders_and_token_rows_are_reproduced() {
        GoldenReport report = new GoldenRunner(ServiceProviders.ofClassPath()).run(Goldens.text(""));

        assertThat(report.lines(Verdict.FAIL)).isEmpty();
        assertThat(report.passed()).isEqualTo(26);
        assertThat(report.lines(Verdict.SKIP)).isEmpty();
    }
}
