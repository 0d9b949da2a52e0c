package io.diffusion4j.app.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.testkit.golden.GoldenReport;
import io.diffusion4j.testkit.golden.GoldenRunner;
import io.diffusion4j.testkit.golden.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeRunGoldensTest {
    @ParameterizedTest
    @CsvSource({
        "flow-pipelines/dit, 3",
        "flow-pipelines/pixart-alpha, 2",
        "flow-pipelines/pixart-sigma, 2",
        "flow-pipelines/sd3, 6",
        "flow-pipelines/sd3-img2img, 1",
        "flow-pipelines/flux-dev, 4",
        "flow-pipelines/flux-dev-img2img, 1",
        "flow-pipelines/flux-schnell, 2",
        "pipelines/cases, 68",
        "lora, 11"
    })
    void runs_of_the_reference_are_reproduced(String folder, int cases) {
        GoldenReport report = new GoldenRunner(ServiceProviders.ofClassPath())
                .run(Path.of(System.getProperty("goldens")).resolve(folder));

        assertThat(report.lines(Verdict.FAIL)).isEmpty();
        assertThat(report.passed()).isEqualTo(cases);
    }
}
