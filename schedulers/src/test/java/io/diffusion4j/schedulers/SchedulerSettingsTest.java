package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.schedulers.dpm.DpmSolverSettings;
import io.diffusion4j.schedulers.euler.EulerSettings;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import org.junit.jupiter.api.Test;

class SchedulerSettingsTest {
    @Test
    void blocks_may_be_written_in_part() {
        EulerSettings settings = bind("noise: {beta-end: 0.02}\nsigmas: karras", EulerSettings.class);

        assertThat(settings.noise().betaEnd()).isEqualTo(0.02);
        assertThat(settings.noise().betaStart()).isEqualTo(0.00085);
        assertThat(settings.sigmas()).isEqualTo(SigmaSchedule.KARRAS);
    }

    @Test
    void contradictions_in_yaml_are_told_with_their_place() {
        assertThatThrownBy(() -> bind("algorithm: dpm-solver", DpmSolverSettings.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("scheduler.yaml")
                .hasMessageContaining("final-sigma");
    }

    private static <R extends Record> R bind(String yaml, Class<R> type) {
        return new SettingsBinder(ServiceProviders.ofClassPath()).bind(YamlDocument.of("scheduler.yaml", yaml), type);
    }
}
