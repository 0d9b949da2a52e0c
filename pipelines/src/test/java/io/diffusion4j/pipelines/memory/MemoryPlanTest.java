package io.diffusion4j.pipelines.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.Offload;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.TinyModel;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {
    /** Weights 10 and 100 and 5, two blocks of the second 8; 3 to denoise beside them, 20 to decode; 1 in the process. */
    private static MemoryPlan plan(long free) {
        return new MemoryPlan(
                List.of(component("text_encoder_2", 10, 6), component("transformer", 100, 8), component("vae", 5, 5)),
                new WorkingMemory(2, 1, 20),
                1,
                OptionalLong.of(free));
    }

    private static ComponentMemory component(String name, long whole, long streamed) {
        return new ComponentMemory(name, Map.of(DType.FLOAT16, whole), whole, streamed);
    }

    @Test
    void the_peak_is_that_of_the_stage_that_needs_most() {
        MemoryPlan plan = plan(0);
        assertThat(plan.peak(Offload.NONE)).isEqualTo(1 + 115 + 20);
        assertThat(plan.peak(Offload.COMPONENTS)).isEqualTo(1 + 100 + 3);
        assertThat(plan.peak(Offload.BLOCKS)).isEqualTo(1 + 5 + 20);
    }

    @Test
    void as_much_stays_in_memory_as_fits() {
        assertThat(plan(135).choice()).isEqualTo(Offload.NONE);
        assertThat(plan(134).choice()).isEqualTo(Offload.COMPONENTS);
        assertThat(plan(103).choice()).isEqualTo(Offload.COMPONENTS);
        assertThat(plan(102).choice()).isEqualTo(Offload.BLOCKS);
        assertThat(plan(0).choice()).isEqualTo(Offload.BLOCKS);
    }

    @Test
    void where_nothing_is_known_of_the_machine_all_is_loaded() {
        MemoryPlan known = plan(0);
        assertThat(new MemoryPlan(known.components(), known.working(), 1, OptionalLong.empty()).choice())
                .isEqualTo(Offload.NONE);
    }

    @Test
    void weights_count_in_the_dtype_that_is_computed_in() {
        try (Diffusion4J diffusion = Diffusion4J.open()) {
            MemoryPlan plan = diffusion.plan(PipelineSettings.of(TinyModel.FOLDER));
            assertThat(plan.components()).extracting(ComponentMemory::name).contains("unet", "vae", "text_encoder");
            for (ComponentMemory component : plan.components()) {
                assertThat(component.whole()).isEqualTo(component.stored().get(DType.FLOAT32));
            }
            assertThat(plan.working().activations()).isPositive();
            assertThat(plan.describe(Offload.BLOCKS))
                    .contains("offload: blocks")
                    .contains("<- this run");
        }
    }

    @Test
    void the_error_of_the_plan_is_told_in_percent_of_what_was_measured() {
        assertThat(plan(0).compare(Offload.NONE, 68)).endsWith("+100 %");
    }
}
