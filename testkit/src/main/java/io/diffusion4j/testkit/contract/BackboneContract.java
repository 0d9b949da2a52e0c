package io.diffusion4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** What every backbone holds to, on the CPU in float32. */
public abstract class BackboneContract extends ContractScope {
    private static final double TOLERANCE = 1e-4;
    private static final int FIRST_TIMESTEP = 500;

    /** A small backbone; the same one in every call. */
    protected abstract Backbone backbone();

    /** Conditioning for that many rows; a row must not depend on how many there are. */
    protected abstract Conditioning conditioning(long batch);

    @Test
    protected void the_output_has_the_channels_that_it_tells() {
        assertThat(HostData.shape(forward(2)))
                .containsExactly(2, backbone().info().outChannels(), size(), size());
    }

    @Test
    protected void it_needs_the_conditioning_that_it_tells_and_no_more() {
        Set<String> told = backbone().info().conditioning();
        Map<String, Tensor> given = new HashMap<>(conditioning(1).tensors());
        given.keySet().retainAll(told);
        backbone().forward(sample(1), timestep(1), new Conditioning(given));

        for (String name : told) {
            Map<String, Tensor> lacking = new HashMap<>(given);
            lacking.remove(name);
            assertThatThrownBy(() -> backbone().forward(sample(1), timestep(1), new Conditioning(lacking)))
                    .hasMessageContaining(name);
        }
    }

    @Test
    protected void a_row_does_not_depend_on_the_others() {
        Tensor together = forward(2);
        for (long row = 0; row < 2; row++) {
            Tensor alone = backbone()
                    .forward(
                            sample(2).narrow(0, row, 1),
                            timestep(2).narrow(0, row, 1),
                            conditioning(2).rows(row, row + 1));
            Tensors.assertNear(together.narrow(0, row, 1), alone, TOLERANCE);
        }
    }

    @Test
    protected void whole_timesteps_may_be_of_either_type() {
        Tensor whole = backbone().forward(sample(1), HostData.tensor(new long[] {FIRST_TIMESTEP}, 1), conditioning(1));
        Tensors.assertNear(whole, forward(1), TOLERANCE);
    }

    @Test
    protected void it_does_not_write_to_its_inputs() {
        Conditioning conditioning = conditioning(1);
        List<Tensor> given = new ArrayList<>(conditioning.tensors().values());
        Tensor sample = sample(1);
        Tensor timestep = timestep(1);
        given.addAll(List.of(sample, timestep));
        List<double[]> before = given.stream().map(HostData::doubles).toList();
        backbone().forward(sample, timestep, conditioning);

        for (int i = 0; i < given.size(); i++) {
            assertThat(HostData.doubles(given.get(i))).containsExactly(before.get(i));
        }
    }

    @Test
    protected void one_instance_serves_many_threads() {
        InThreads.assertSame(() -> HostData.doubles(forward(1)));
    }

    @Test
    protected void a_call_leaves_no_native_objects_behind() {
        LiveObjects.assertNoneLeftBy(() -> forward(1));
    }

    private Tensor forward(long batch) {
        return backbone().forward(sample(batch), timestep(batch), conditioning(batch));
    }

    private Tensor sample(long batch) {
        return Tensors.rows(11, batch, backbone().info().inChannels(), size(), size());
    }

    private static Tensor timestep(long batch) {
        float[] timesteps = new float[(int) batch];
        for (int i = 0; i < batch; i++) {
            timesteps[i] = FIRST_TIMESTEP - 171.5f * i;
        }
        return HostData.tensor(timesteps, batch);
    }

    private long size() {
        return backbone().info().sampleSize();
    }
}
