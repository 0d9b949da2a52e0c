package io.diffusion4j.core.settings;

import static io.diffusion4j.core.settings.Bindings.bind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.sampling.SchedulerProvider;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartOverlayTest {
    private static final ReferenceConfig CONFIG =
            new ReferenceConfig("scheduler_config.json", Map.of("beta_start", 0.00085, "beta_end", 0.012));

    private static Part<SchedulerProvider<?>> part(String yaml) {
        return bind(GenerationRequest.class, "scheduler:\n  " + yaml)
                .scheduler()
                .orElseThrow();
    }

    @Test
    void written_keys_stay_and_the_rest_comes_from_the_checkpoint() {
        assertThat(part("{type: euler, beta-end: 0.5}")
                        .over(Optional.of(CONFIG))
                        .settings())
                .isEqualTo(new TestParts.EulerSettings(0.00085, 0.5, TestParts.Spacing.LINSPACE));
        assertThat(part("euler").over(Optional.of(CONFIG)).settings())
                .isEqualTo(new TestParts.EulerSettings(0.00085, 0.012, TestParts.Spacing.LINSPACE));
    }

    @Test
    void a_key_written_with_its_default_value_still_stays() {
        assertThat(part("{type: euler, beta-end: 0.02}")
                        .over(Optional.of(CONFIG))
                        .settings())
                .isEqualTo(new TestParts.EulerSettings(0.00085, 0.02, TestParts.Spacing.LINSPACE));
    }

    @Test
    void without_a_config_the_defaults_stay() {
        Part<SchedulerProvider<?>> part = part("euler");
        assertThat(part.over(Optional.empty())).isSameAs(part);
    }

    @Test
    void a_provider_that_reads_no_configs_keeps_its_own_settings() {
        Part<SchedulerProvider<?>> part = part("dpm-solver++");
        assertThat(part.over(Optional.of(CONFIG))).isSameAs(part);
    }

    @Test
    void a_contradiction_with_the_checkpoint_has_the_place_of_the_written_key() {
        Part<SchedulerProvider<?>> part = part("{type: euler, beta-start: 0.019}");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> part.over(Optional.of(CONFIG)))
                .withMessage("run.yaml:2:29: scheduler.beta-start: must not be above beta-end, 0.012, got 0.019");
    }

    @Test
    void a_config_that_contradicts_itself_is_named() {
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> part("euler").over(Optional.of(CONFIG.with(Map.of("beta_start", 2)))))
                .withMessage("scheduler_config.json: betaStart must be between 0 and 1, got 2.0");
    }
}
