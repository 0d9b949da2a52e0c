package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.sampling.Trajectory;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Doubling the steps divides the error by two to the order. */
class ConvergenceTest {
    private static final GaussianWorld WORLD = new GaussianWorld(0.5);

    @ParameterizedTest
    @CsvSource({
        "dpmsolver++, 1, midpoint", "dpmsolver++, 2, midpoint", "dpmsolver++, 2, heun", "dpmsolver++, 3, midpoint",
        "dpmsolver, 1, midpoint", "dpmsolver, 2, midpoint", "dpmsolver, 2, heun", "dpmsolver, 3, midpoint"
    })
    void dpm_solver_has_the_order_it_claims(String algorithm, int order, String solver) {
        Map<String, Object> keys = Map.of(
                "algorithm_type", algorithm,
                "solver_order", order,
                "solver_type", solver,
                "final_sigmas_type", "sigma_min",
                "use_exponential_sigmas", true);
        int claimed = Schedulers.of("dpm-solver++", keys).order();

        assertThat(claimed).isEqualTo(Math.min(order, 2));
        assertThat(order(
                        dpmError(Schedulers.plan("dpm-solver++", 40, keys), order - 1, 39),
                        dpmError(Schedulers.plan("dpm-solver++", 79, keys), order - 1, 78)))
                .isBetween(claimed - 0.25, claimed + 0.75);
    }

    @ParameterizedTest
    @CsvSource({"1, bh1, true", "1, bh2, true", "2, bh1, true", "2, bh2, true", "2, bh2, false", "3, bh2, true"})
    void corrected_steps_of_unipc_have_one_order_more_than_its_predictor(int order, String scale, boolean original) {
        Map<String, Object> keys = new HashMap<>(Map.of(
                "solver_order",
                order,
                "solver_type",
                scale,
                "predict_x0",
                original,
                "lower_order_final",
                false,
                "final_sigmas_type",
                "sigma_min",
                "use_exponential_sigmas",
                true));

        assertThat(order(
                        dpmError(Schedulers.plan("unipc", 41, keys), order - 1, 40),
                        dpmError(Schedulers.plan("unipc", 81, keys), order - 1, 80)))
                .isBetween(order + 0.7, order + 1.75);
    }

    /** A step that is corrected from c evaluations has order c, if what is corrected has at least the order c - 1. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, data_prediction",
        "2, 1, data_prediction",
        "1, 2, data_prediction",
        "2, 2, data_prediction",
        "3, 3, data_prediction",
        "3, 4, data_prediction",
        "1, 2, noise_prediction",
        "2, 2, noise_prediction",
        "3, 3, noise_prediction",
        "4, 4, noise_prediction"
    })
    void deterministic_sa_solver_has_the_order_of_its_corrector(int predictor, int corrector, String part) {
        Map<String, Object> keys = Map.of(
                "predictor_order",
                predictor,
                "corrector_order",
                corrector,
                "algorithm_type",
                part,
                "tau",
                0,
                "lower_order_final",
                false,
                "use_exponential_sigmas",
                true);
        int warmUp = Math.max(predictor, corrector) - 1;

        assertThat(Schedulers.of("sa-solver", keys).order()).isEqualTo(Math.min(2, corrector));
        assertThat(order(
                        dpmError(Schedulers.plan("sa-solver", 41, keys), warmUp, 40),
                        dpmError(Schedulers.plan("sa-solver", 81, keys), warmUp, 80)))
                .isBetween(corrector - 0.3, corrector + 1.3);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void deis_has_its_order_once_started(int order) {
        Map<String, Object> keys = Map.of("solver_order", order, "use_exponential_sigmas", true);

        assertThat(order(
                        dpmError(Schedulers.plan("deis", 41, keys), order - 1, 40),
                        dpmError(Schedulers.plan("deis", 81, keys), order - 1, 80)))
                .isGreaterThan(order - 0.25);
    }

    @ParameterizedTest
    @CsvSource({
        "dpmsolver++, 1, midpoint",
        "dpmsolver++, 2, midpoint",
        "dpmsolver++, 2, heun",
        "dpmsolver++, 3, heun",
        "dpmsolver, 2, midpoint",
        "dpmsolver, 2, heun",
        "dpmsolver, 3, heun"
    })
    void singlestep_dpm_solver_has_at_least_the_order_it_claims(String algorithm, int order, String solver) {
        Map<String, Object> keys = Map.of(
                "algorithm_type", algorithm,
                "solver_order", order,
                "solver_type", solver,
                "final_sigmas_type", "sigma_min",
                "use_exponential_sigmas", true);
        int claimed = Schedulers.of("dpm-solver++-singlestep", keys).order();

        assertThat(claimed).isEqualTo(Math.min(order, 2));
        assertThat(order(
                        dpmError(Schedulers.plan("dpm-solver++-singlestep", 37, keys), 0, 36),
                        dpmError(Schedulers.plan("dpm-solver++-singlestep", 73, keys), 0, 72)))
                .isGreaterThan(claimed - 0.25);
    }

    @ParameterizedTest
    @CsvSource({"dpmsolver++, 1", "dpmsolver++, 2", "dpmsolver, 2"})
    void inverse_dpm_solver_reaches_the_noise_with_the_order_it_claims(String algorithm, int order) {
        Map<String, Object> keys =
                Map.of("algorithm_type", algorithm, "solver_order", order, "use_exponential_sigmas", true);

        assertThat(Schedulers.of("dpm-solver++-inverse", keys).order()).isEqualTo(order);
        assertThat(order(
                        dpmError(Schedulers.plan("dpm-solver++-inverse", 31, keys), order - 1, 30),
                        dpmError(Schedulers.plan("dpm-solver++-inverse", 61, keys), order - 1, 60)))
                .isBetween(order - 0.25, order + 0.75);
    }

    @Test
    void euler_has_order_one() {
        Map<String, Object> keys = Map.of("use_karras_sigmas", true);

        assertThat(order(eulerError(41, keys), eulerError(81, keys))).isBetween(0.85, 1.2);
    }

    @Test
    void heun_has_order_two() {
        Map<String, Object> keys = Map.of("use_karras_sigmas", true);

        assertThat(order(heunError(21, keys), heunError(41, keys))).isBetween(1.8, 2.4);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.8, 1.3", "2, 1.7, 2.5", "3, 2.6, 3.8", "4, 3.4, 5"})
    void lms_has_its_order_when_it_starts_well(int order, double least, double most) {
        Map<String, Object> keys = Map.of("use_exponential_sigmas", true, "order", order);

        assertThat(order(lmsError(81, keys, order - 1), lmsError(161, keys, order - 1)))
                .isBetween(least, most);
    }

    private static double lmsError(int steps, Map<String, ?> keys, int warmUp) {
        Trajectory trajectory = Schedulers.plan("lms", steps, keys);
        return WORLD.error(trajectory, GaussianWorld.ofVarianceExploding(trajectory), warmUp, steps - 1);
    }

    private static double heunError(int steps, Map<String, ?> keys) {
        Trajectory trajectory = Schedulers.plan("heun", steps, keys);
        return WORLD.error(trajectory, GaussianWorld.ofVarianceExploding(trajectory), 0, 2 * (steps - 1));
    }

    private static double dpmError(Trajectory trajectory, int warmUp, int steps) {
        return WORLD.error(trajectory, GaussianWorld.ofVariancePreserving(trajectory), warmUp, steps);
    }

    private static double eulerError(int steps, Map<String, ?> keys) {
        Trajectory trajectory = Schedulers.plan("euler", steps, keys);
        return WORLD.error(trajectory, GaussianWorld.ofVarianceExploding(trajectory), 0, steps - 1);
    }

    @Test
    void ddim_has_order_one() {
        assertThat(order(timestepError("ddim", 25, 24, Map.of()), timestepError("ddim", 50, 48, Map.of())))
                .isBetween(0.8, 1.2);
    }

    @Test
    void inverse_ddim_has_order_one() {
        assertThat(order(inverseDdimError(50, 48), inverseDdimError(100, 96))).isBetween(0.8, 1.2);
    }

    /** Samples lie one stride before the timesteps that the model is told; the first tenth of the run is exact. */
    private static double inverseDdimError(int steps, int until) {
        Map<String, Object> keys = Map.of("timestep_spacing", "trailing");
        Trajectory trajectory = Schedulers.plan("ddim-inverse", steps, keys);
        AmplitudesAtTimesteps ends = AmplitudesAtTimesteps.of(trajectory);
        GaussianWorld.Amplitudes starts = new GaussianWorld.Amplitudes() {
            @Override
            public double alpha(int index) {
                return index == 0 ? 1 : ends.alpha(index - 1);
            }

            @Override
            public double sigma(int index) {
                return index == 0 ? 0 : ends.sigma(index - 1);
            }
        };
        return WORLD.error(trajectory, starts, steps / 10, until);
    }

    @Test
    void plms_has_order_two() {
        Map<String, Object> keys = Map.of("skip_prk_steps", true);

        assertThat(order(timestepError("pndm", 100, 89, keys), timestepError("pndm", 200, 177, keys)))
                .isGreaterThan(1.8);
    }

    @Test
    void plms_with_a_runge_kutta_start_has_order_two() {
        assertThat(order(timestepError("pndm", 100, 97, Map.of()), timestepError("pndm", 200, 185, Map.of())))
                .isGreaterThan(1.8);
    }

    /** Trailing spacing makes runs of different lengths begin, and here also end, at the same timestep. */
    private static double timestepError(String type, int steps, int until, Map<String, ?> keys) {
        Map<String, Object> all = new HashMap<>(keys);
        all.put("timestep_spacing", "trailing");
        Trajectory trajectory = Schedulers.plan(type, steps, all);
        return WORLD.error(trajectory, AmplitudesAtTimesteps.of(trajectory), 0, until);
    }

    private static double order(double coarse, double fine) {
        return Math.log(coarse / fine) / Math.log(2);
    }
}
