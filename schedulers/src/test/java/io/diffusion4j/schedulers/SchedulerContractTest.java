package io.diffusion4j.schedulers;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.testkit.contract.SchedulerContract;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("schedulers")
class SchedulerContractTest extends SchedulerContract {
    @Parameter
    private Scheduler scheduler;

    static Stream<Scheduler> schedulers() {
        return Stream.of(
                Schedulers.of("ddim", Map.of()),
                Schedulers.of("ddim", Map.of("eta", 0.5)),
                Schedulers.of("ddpm", Map.of()),
                Schedulers.of("euler", Map.of()),
                Schedulers.of("euler", Map.of("use_karras_sigmas", true)),
                Schedulers.of("euler", Map.of("s_churn", 3)),
                Schedulers.of("euler-ancestral", Map.of()),
                Schedulers.of("dpm-solver++", Map.of("solver_order", 1)),
                Schedulers.of("dpm-solver++", Map.of("use_karras_sigmas", true)),
                Schedulers.of("dpm-solver++", Map.of("solver_order", 3)),
                Schedulers.of("dpm-solver++", Map.of("algorithm_type", "sde-dpmsolver++")),
                Schedulers.of("heun", Map.of()),
                Schedulers.of("heun", Map.of("use_karras_sigmas", true)),
                Schedulers.of("kdpm2-ancestral", Map.of()),
                Schedulers.of("lms", Map.of()),
                Schedulers.of("lms", Map.of("order", 2, "use_karras_sigmas", true)),
                Schedulers.of("deis", Map.of("solver_order", 3)),
                Schedulers.of("dpm-solver++-singlestep", singlestep()),
                Schedulers.of("dpm-solver++-singlestep", Map.of("algorithm_type", "sde-dpmsolver++")),
                Schedulers.of("unipc", Map.of("solver_order", 3, "use_exponential_sigmas", true)),
                Schedulers.of("unipc", Map.of("use_karras_sigmas", true, "disable_corrector", List.of(0))),
                Schedulers.of("pndm", Map.of("skip_prk_steps", true)),
                Schedulers.of("pndm", Map.of()),
                Schedulers.of("lcm", Map.of()),
                Schedulers.of("repaint", Map.of("jump_length", 2, "jump_n_sample", 2, "eta", 0.5)),
                Schedulers.of("tcd", Map.of()),
                Schedulers.of("tcd", Map.of("eta", 0, "original_inference_steps", 1000)));
    }

    private static Map<String, ?> singlestep() {
        return Map.of("solver_order", 3, "use_exponential_sigmas", true, "final_sigmas_type", "sigma_min");
    }

    @Override
    protected Scheduler scheduler() {
        return scheduler;
    }
}
