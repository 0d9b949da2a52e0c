package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.settings.JsonSchema;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.core.settings.SettingsMap;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnsembleTest {
    private static final int STEPS = 6;

    private Scope scope;

    @BeforeEach
    void openScope() {
        Methods.of("[clip]");
        scope = Scope.open();
    }

    @AfterEach
    void closeScope() {
        scope.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"euler", "ddim", "lms"})
    void an_ensemble_of_equals_is_the_one(String type) {
        double[] one = run(Methods.scheduler(type).plan(PlanRequest.ofSteps(STEPS)));
        double[] two = run(plan("{scheduler: %s}, {scheduler: %s, weight: 3}".formatted(type, type)));
        assertNear(two, one, 1e-6);
    }

    @Test
    void a_member_of_no_weight_changes_nothing() {
        double[] one = run(Methods.scheduler("lms").plan(PlanRequest.ofSteps(STEPS)));
        double[] two = run(plan("{scheduler: lms}, {scheduler: euler-ancestral, weight: 0}"));
        assertNear(two, one, 1e-6);
    }

    @Test
    void the_first_step_is_the_weighted_mean_in_the_space_of_clean_samples() {
        Trajectory trajectory = plan("{scheduler: euler, weight: 1}, {scheduler: ddim, weight: 3}");
        Trajectory euler = Methods.scheduler("euler").plan(PlanRequest.ofSteps(STEPS));
        Trajectory ddim = Methods.scheduler("{type: ddim, eta: 1}").plan(PlanRequest.ofSteps(STEPS));
        Trajectory mixed = plan("{scheduler: euler, weight: 1}, {scheduler: {type: ddim, eta: 1}, weight: 3}");
        Tensor latents = latents().mul(new Scalar(euler.initialNoiseSigma()));
        Tensor prediction = latents().mul(new Scalar(0.7));

        SamplerState exploding = euler.advance(euler.start(latents), prediction, GaussianWorld.SILENT);
        SamplerState preserving = ddim.advance(ddim.start(latents()), prediction, GaussianWorld.SILENT);
        Parametrization ofEuler = euler.parametrization(exploding).orElseThrow();
        Parametrization ofDdim = ddim.parametrization(preserving).orElseThrow();
        Tensor noise = latents();
        Tensor clean = ofEuler.originalOfNoise(exploding.sample(), noise)
                .mul(new Scalar(0.25))
                .add(ofDdim.originalOfNoise(preserving.sample(), noise), new Scalar(0.75));
        Tensor expected = clean.mul(new Scalar(ofEuler.alpha())).add(noise, new Scalar(ofEuler.sigma()));

        SamplerState next = mixed.advance(mixed.start(latents), prediction, GaussianWorld.SILENT);
        assertNear(HostData.doubles(next.sample()), HostData.doubles(expected), 1e-3);
        assertThat(mixed.figures(next).get("diversity").get(0)).isGreaterThan(0.1);
        assertThat(trajectory.initialNoiseSigma()).isEqualTo(euler.initialNoiseSigma());
    }

    @Test
    void euler_and_ddim_are_one_method_in_two_scales() {
        double[] euler = run(Methods.scheduler("euler").plan(PlanRequest.ofSteps(STEPS)));
        Trajectory both = plan("{scheduler: euler}, {scheduler: {type: ddim, final-alpha: one}}");
        assertNear(run(both), euler, 2e-3);
        SamplerState next = both.advance(both.start(latents()), latents(), GaussianWorld.SILENT);
        assertThat(both.figures(next).get("diversity").get(0)).isLessThan(1e-3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{scheduler: ddim}, {scheduler: {type: ddim, spacing: trailing}} | do not have the same timesteps",
                "{scheduler: ddim}, {scheduler: heun} | do not have the same timesteps",
                "{scheduler: ddim}, {scheduler: pndm} | do not have the same timesteps",
                "{scheduler: dpm-adaptive}, {scheduler: dpm-adaptive} | dpm-adaptive chooses its steps while it runs",
                "{scheduler: euler}, {scheduler: {type: euler, noise: {beta-end: 0.02}}} | do not have the same noise levels",
            })
    void members_that_walk_another_way_are_refused_by_name(String members, String message) {
        assertThatThrownBy(() -> plan(members))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("request.scheduler.members")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{scheduler: ddim} | must be two schedulers or more",
                "{scheduler: ddim, weight: 0}, {scheduler: lms, weight: 0} | at least one weight above 0",
                "{scheduler: ddim, weight: -1}, {scheduler: lms} | weight",
                "{weight: 1}, {scheduler: lms} | scheduler: missing",
            })
    void members_and_weights_are_checked(String members, String message) {
        assertThatThrownBy(() -> plan(members))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void members_take_their_unwritten_keys_from_the_checkpoint() {
        ReferenceConfig config = new ReferenceConfig(
                "scheduler_config.json", Map.of("prediction_type", "v_prediction", "beta_end", 0.5));
        Part<?> part = Methods.schedulerPart(
                        "{type: ensemble, members: [{scheduler: {type: ddim, noise: {beta-end: 0.03}}},"
                                + " {scheduler: {type: ensemble, members: [{scheduler: lms}, {scheduler: euler}]}}]}")
                .over(Optional.of(config));
        String written = SettingsMap.of(part.settings()).toString();
        assertThat(written).contains("prediction=v-prediction").doesNotContain("prediction=epsilon");
        assertThat(written.split("beta-end=0.5", -1)).hasSize(3);
        assertThat(written).contains("beta-end=0.03");
    }

    @Test
    void the_default_members_are_of_the_checkpoint_too() {
        ReferenceConfig config = new ReferenceConfig("scheduler_config.json", Map.of("beta_end", 0.5));
        String written = SettingsMap.of(Methods.schedulerPart("ensemble")
                        .over(Optional.of(config))
                        .settings())
                .toString();
        assertThat(written.split("beta-end=0.5", -1)).hasSize(3);
    }

    @Test
    void the_schema_of_a_member_refers_to_that_of_all_schedulers() {
        String schema = SettingsJson.toJson(JsonSchema.of(GenerationRequest.class, ServiceProviders.ofClassPath()));
        assertThat(schema.split("#/\\$defs/scheduler", -1))
                .as("in the request and in the definition")
                .hasSize(3);
        assertThat(SettingsJson.fromJson("schema", schema).get("$defs"))
                .asString()
                .startsWith("{scheduler={oneOf=[{enum=[")
                .contains("title=ensemble", "title=euler");
    }

    private static Trajectory plan(String members) {
        return Methods.scheduler("{type: ensemble, members: [" + members + "]}").plan(PlanRequest.ofSteps(STEPS));
    }

    private static Tensor latents() {
        return HostData.tensor(new float[] {1, -2, 0.5f, 0.3f}, 1, 1, 2, 2);
    }

    private static double[] run(Trajectory trajectory) {
        SamplerState state = trajectory.start(latents().mul(new Scalar(trajectory.initialNoiseSigma())));
        while (trajectory.next(state).isPresent()) {
            state = trajectory.advance(state, trajectory.modelInput(state).tanh(), GaussianWorld.SILENT);
        }
        return HostData.doubles(state.sample());
    }

    private static void assertNear(double[] got, double[] expected, double tolerance) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(got[i]).isCloseTo(expected[i], within(tolerance * Math.max(1, Math.abs(expected[i]))));
        }
    }

    static List<String> contracts() {
        return List.of(
                "{scheduler: euler}, {scheduler: ddim}",
                "{scheduler: lms}, {scheduler: euler-ancestral, weight: 2}",
                "{scheduler: heun}, {scheduler: heun}",
                "{scheduler: {type: dpm-solver++, order: 1, spacing: trailing}}, {scheduler: {type: unipc, spacing: trailing}}");
    }
}
