package io.diffusion4j.backbones.dit;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.testkit.golden.GoldenReport;
import io.diffusion4j.testkit.golden.GoldenRunner;
import io.diffusion4j.testkit.golden.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equality with the reference implementation. */
class GoldenTest {
    @ParameterizedTest
    @CsvSource({
        "dit/p2, 4",
        "dit/p4, 4",
        "dit/p2-eps-only, 4",
        "dit/p2-small-activations, 4",
        "dit/p2-cross-checked, 4",
        "dit/legacy-transformer2d, 1",
        "dit/extra-sana, 2",
        "dit/extra-lumina2, 2",
        "dit/extra-auraflow, 2",
        "dit/extra-hunyuandit, 2",
        "pixart/alpha, 5",
        "pixart/alpha-512, 5",
        "pixart/alpha-1024-interpolated, 5",
        "pixart/sigma, 5",
        "pixart/sigma-small-activations, 5",
        "pixart/legacy-transformer2d, 1",
        "mmdit/sd3-medium, 7",
        "mmdit/sd35-medium, 6",
        "mmdit/sd35-large, 7",
        "mmdit/sd35-small-activations, 6",
        "mmdit/controlnet, 2",
        "mmdit/controlnet-extra-channel, 2",
        "flux/dev, 6",
        "flux/schnell, 5",
        "flux/dev-small-activations, 5",
        "flux/controlnet-union, 2",
        "dit/extra-qwenimage, 2",
        "dit/extra-chroma, 2",
        "published-shapes/dit-xl-2-256.json, 1",
        "published-shapes/dit-xl-2-512.json, 1",
        "published-shapes/pixart-alpha-xl-2-1024.json, 1",
        "published-shapes/sd3-medium.json, 1",
        "published-shapes/sd35-medium.json, 1",
        "published-shapes/sd35-large.json, 1",
        "published-shapes/flux1-dev.json, 1",
        "published-shapes/flux1-schnell.json, 1",
    })
    void results_are_those_of_the_reference(String path, int cases) {
        GoldenReport report = new GoldenRunner(ServiceProviders.ofClassPath()).run(Goldens.at(path));
        assertThat(report.lines(Verdict.FAIL)).isEmpty();
        assertThat(report.summary()).isEqualTo(cases + " passed, 0 failed, 0 skipped");
    }
}
