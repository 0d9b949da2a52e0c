package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.testkit.contract.SchedulerContract;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** With any method around it, a scheduler still is one. */
@ParameterizedClass
@MethodSource("methods")
class MethodContractTest extends SchedulerContract {
    @Parameter
    private String methods;

    static Stream<String> methods() {
        return Stream.of(
                "[]",
                "[dynamic-thresholding]",
                "[{type: clip, range: 0.5}]",
                "[{type: temperature, predicted: 0.9, initial: 0.5}]",
                "[{type: noise-injection, decay: cosine}]",
                "[{type: adaptive, threshold: 1e9}]",
                "[{type: adaptive, threshold: 0}]",
                "[dynamic-thresholding, {type: adaptive, threshold: 0, budget: 3}, noise-injection]",
                "[{type: adaptive, threshold: 0, budget: 3}, {type: clip, range: 0.5}, noise-injection]");
    }

    @Override
    protected Scheduler scheduler() {
        return Methods.around(Schedulers.of(scheduler(methods), Map.of("timestep_spacing", "linspace")), methods);
    }

    /** One with a memory where possible; Euler converges evenly over whole timesteps too. */
    private static String scheduler(String methods) {
        return followsThePath(methods) ? "euler" : "dpm-solver++";
    }

    private static boolean followsThePath(String methods) {
        return methods.equals("[]") || methods.contains("1e9");
    }

    @Test
    @Override
    protected void the_error_falls_with_the_claimed_order() {
        assumeTrue(followsThePath(methods), "what changes the sample goes another way than the equation's");
        super.the_error_falls_with_the_claimed_order();
    }

    @Test
    @Override
    protected void an_image_is_the_same_alone_and_in_a_batch() {
        if (methods.contains("adaptive")) {
            assertThatThrownBy(super::an_image_is_the_same_alone_and_in_a_batch)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("sampling method adaptive chooses the steps of one image, but 2 are computed together;"
                            + " set request.batch to 1");
        } else {
            super.an_image_is_the_same_alone_and_in_a_batch();
        }
    }
}
