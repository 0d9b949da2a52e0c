package io.diffusion4j.textencoders.t5;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.testkit.golden.GoldenReport;
import io.diffusion4j.testkit.golden.GoldenRunner;
import io.diffusion4j.testkit.golden.Verdict;
import org.junit.jupiter.api.Test;

class T5GoldenTest {
    @Test
    void the_reference_s_encoders_and_token_rows_are_reproduced() {
        GoldenReport report = new GoldenRunner(ServiceProviders.ofClassPath())
                .run(T5Goldens.T5, T5Goldens.SHAPES.resolve("t5-v1_1-xxl-encoder.json"));

        assertThat(report.lines(Verdict.FAIL)).isEmpty();
        assertThat(report.passed()).isEqualTo(12);
        assertThat(report.lines(Verdict.SKIP)).isEmpty();
    }
}
