package io.diffusion4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.ControlNet;
import io.diffusion4j.core.tensor.HostData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** What every ControlNet holds to, on the CPU in float32. */
public abstract class ControlNetContract extends ContractScope {
    private static final double TOLERANCE = 1e-4;
    private static final float TIMESTEP = 0.7f;

    /** A small ControlNet; the same one in every call. */
    protected abstract ControlNet net();

    /** A small backbone that it steers; the same one in every call. */
    protected abstract Backbone backbone();

    /** Conditioning of both for that many rows; a row must not depend on how many there are. */
    protected abstract Conditioning conditioning(long batch);

    /** What the net sees for that many rows; a row must not depend on how many there are. */
    protected abstract Tensor control(long batch);

    @Test
    protected void the_backbone_hears_it() {
        assertThat(predicted(steered(1, 1))).isNotEqualTo(predicted(conditioning(1)));
    }

    @Test
    protected void at_strength_zero_the_backbone_predicts_what_it_does_alone() {
        assertThat(predicted(steered(1, 0))).containsExactly(predicted(conditioning(1)));
    }

    @Test
    protected void residuals_are_proportional_to_the_strength() {
        Conditioning half = steered(1, 0.5);
        Conditioning whole = steered(1, 1);
        for (String name : added(whole)) {
            Tensors.assertNear(half.require(name).mul(new Scalar(2)), whole.require(name), TOLERANCE);
        }
    }

    @Test
    protected void it_adds_what_it_tells_and_no_more() {
        assertThat(added(steered(1, 1)))
                .isNotEmpty()
                .allMatch(
                        name -> net().residuals().stream().anyMatch(list -> name.matches("\\Q" + list + "\\E\\.\\d+")));
        for (String list : net().residuals()) {
            assertThat(steered(1, 1).find(list + ".0")).as(list).isPresent();
        }
    }

    @Test
    protected void what_it_was_given_stays() {
        Conditioning given = conditioning(1);
        Conditioning steered = net().steer(sample(1), timestep(1), given, control(1), 1);
        given.tensors()
                .forEach((name, tensor) -> assertThat(steered.require(name)).isSameAs(tensor));
    }

    @Test
    protected void a_row_does_not_depend_on_the_others() {
        Conditioning together = steered(2, 1);
        for (long row = 0; row < 2; row++) {
            Conditioning alone = net().steer(
                            sample(2).narrow(0, row, 1),
                            timestep(2).narrow(0, row, 1),
                            conditioning(2).rows(row, row + 1),
                            control(2).narrow(0, row, 1),
                            1);
            for (String name : added(together)) {
                Tensors.assertNear(together.require(name).narrow(0, row, 1), alone.require(name), TOLERANCE);
            }
        }
    }

    @Test
    protected void it_does_not_write_to_its_inputs() {
        Conditioning conditioning = conditioning(1);
        List<Tensor> given = new ArrayList<>(conditioning.tensors().values());
        Tensor sample = sample(1);
        Tensor timestep = timestep(1);
        Tensor control = control(1);
        given.addAll(List.of(sample, timestep, control));
        List<double[]> before = given.stream().map(HostData::doubles).toList();
        net().steer(sample, timestep, conditioning, control, 0.5);

        for (int i = 0; i < given.size(); i++) {
            assertThat(HostData.doubles(given.get(i))).containsExactly(before.get(i));
        }
    }

    @Test
    protected void one_instance_serves_many_threads() {
        InThreads.assertSame(() -> new TreeMap<>(steered(1, 1).tensors())
                .values().stream()
                        .flatMapToDouble(tensor -> Arrays.stream(HostData.doubles(tensor)))
                        .toArray());
    }

    @Test
    protected void a_call_leaves_no_native_objects_behind() {
        LiveObjects.assertNoneLeftBy(() -> steered(1, 1));
    }

    private Conditioning steered(long batch, double strength) {
        return net().steer(sample(batch), timestep(batch), conditioning(batch), control(batch), strength);
    }

    private List<String> added(Conditioning steered) {
        return steered.tensors().keySet().stream()
                .filter(name -> conditioning(1).find(name).isEmpty())
                .sorted()
                .toList();
    }

    private double[] predicted(Conditioning conditioning) {
        return HostData.doubles(backbone().forward(sample(1), timestep(1), conditioning));
    }

    private Tensor sample(long batch) {
        long size = backbone().info().sampleSize();
        return Tensors.rows(11, batch, backbone().info().inChannels(), size, size);
    }

    private static Tensor timestep(long batch) {
        return ShiftedCopy.timestep(batch, TIMESTEP);
    }
}
