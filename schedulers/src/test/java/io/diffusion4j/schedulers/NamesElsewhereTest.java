package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.SettingsMap;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.core.spi.Alias;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that users of other programs know schedulers by. */
class NamesElsewhereTest {
    private static final ServiceProviders PROVIDERS = ServiceProviders.ofClassPath();

    static Stream<Alias> aliases() {
        return PROVIDERS.all(SchedulerProvider.class).stream().flatMap(p -> p.aliases().stream());
    }

    private static Part<SchedulerProvider<?>> named(String yaml) {
        return new SettingsBinder(PROVIDERS)
                .bind(YamlDocument.of("run.yaml", "scheduler: " + yaml), GenerationRequest.class)
                .scheduler()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("aliases")
    void an_alias_plans_with_the_settings_that_it_stands_for(Alias alias) {
        Part<SchedulerProvider<?>> part = named("{type: '" + alias.name() + "'}");
        Map<String, Object> settings = SettingsMap.of(part.settings());
        alias.settings().forEach((key, value) -> assertThat(settings.get(key)).hasToString(value));
        Scheduler scheduler = part.create(Scheduler.class, PartContext.bare(new Device("cpu"), DType.FLOAT32));
        assertThat(scheduler.plan(PlanRequest.ofSteps(10)).steps()).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void letter_case_does_not_matter_and_written_keys_win() {
        Part<SchedulerProvider<?>> part = named("{type: dpm++ 2m karras, spacing: trailing, order: 3}");
        assertThat(part.type()).isEqualTo("dpm-solver++");
        assertThat(SettingsMap.of(part.settings()))
                .containsEntry("sigmas", "karras")
                .containsEntry("spacing", "trailing")
                .containsEntry("order", 3);
    }

    @Test
    void an_alias_keeps_its_settings_over_a_checkpoint() {
        ReferenceConfig config = new ReferenceConfig(
                "scheduler_config.json", Map.of("timestep_spacing", "leading", "beta_schedule", "linear"));
        Map<String, Object> settings = SettingsMap.of(
                named("DPM++ 2M SDE Karras").over(Optional.of(config)).settings());
        assertThat(settings)
                .containsEntry("sigmas", "karras")
                .containsEntry("spacing", "linspace")
                .containsEntry("algorithm", "sde-dpm-solver-plus-plus");
        assertThat(((Map<?, ?>) settings.get("noise")).get("schedule")).isEqualTo("linear");
    }

    @Test
    void the_class_names_of_the_reference_are_names_too() {
        assertThat(named("EulerDiscreteScheduler").type()).isEqualTo("euler");
    }

    @Test
    void no_two_schedulers_share_a_name() {
        Set<String> seen = new HashSet<>();
        for (SchedulerProvider<?> provider : PROVIDERS.all(SchedulerProvider.class)) {
            provider.referenceClasses()
                    .forEach(name -> assertThat(seen.add(name)).as(name).isTrue());
            provider.aliases()
                    .forEach(alias -> assertThat(seen.add(alias.name().toLowerCase(Locale.ROOT)))
                            .as(alias.name())
                            .isTrue());
        }
    }

    @Test
    void another_schedule_than_the_checkpoint_s_contradicts_it() {
        ReferenceConfig stable = new ReferenceConfig(
                "scheduler_config.json",
                Map.of("beta_start", 0.00085, "beta_end", 0.012, "beta_schedule", "scaled_linear"));
        Part<SchedulerProvider<?>> part = named("{type: euler, noise: {schedule: cosine}, spacing: trailing}")
                .over(Optional.of(stable));
        assertThat(part.contradictions(stable))
                .isEqualTo(List.of("noise.schedule is cosine, but the checkpoint was trained with scaled-linear"));
        assertThat(named("{type: heun, sigmas: karras, prediction: v-prediction}")
                        .over(Optional.of(stable))
                        .contradictions(stable))
                .containsExactly("prediction is v-prediction, but the checkpoint was trained with epsilon");
        assertThat(named("{type: unipc, order: 3}").over(Optional.of(stable)).contradictions(stable))
                .isEmpty();
    }
}
