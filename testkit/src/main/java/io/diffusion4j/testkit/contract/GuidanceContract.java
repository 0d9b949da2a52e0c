package io.diffusion4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.guidance.Denoiser;
import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.tensor.HostData;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** What every guidance holds to. */
public abstract class GuidanceContract extends ContractScope {
    private static final double TOLERANCE = 1e-4;
    private static final int STEPS = 5;

    protected abstract Guidance guidance();

    @Test
    protected void the_prediction_has_the_sample_s_shape() {
        Tensor prediction = denoiser(guidance(), 2, 0.5f).predict(sample(2), step(0));
        assertThat(HostData.shape(prediction)).containsExactly(HostData.shape(sample(2)));
    }

    @Test
    protected void where_both_predictions_agree_it_changes_nothing() {
        Backbone backbone = new ShiftedCopy();
        Tensor expected = backbone.forward(sample(1), ShiftedCopy.timestep(1, 0), ShiftedCopy.shift(1, 1));
        Tensors.assertNear(denoiser(guidance(), 1, 1).predict(sample(1), step(0)), expected, TOLERANCE);
    }

    @Test
    protected void an_image_is_the_same_alone_and_in_a_batch() {
        Tensor both = denoiser(guidance(), 2, 0.5f).predict(sample(2), step(0));
        Tensor alone = denoiser(guidance(), 1, 0.5f).predict(sample(1), step(0));
        Tensors.assertNear(both.narrow(0, 0, 1), alone, TOLERANCE);
    }

    @Test
    protected void runs_of_one_instance_do_not_see_each_other() {
        Guidance shared = guidance();
        double[] first = run(shared);

        assertThat(run(shared)).containsExactly(first);
        InThreads.assertSame(() -> run(shared));
    }

    @Test
    protected void a_run_leaves_no_native_objects_behind() {
        Guidance shared = guidance();
        LiveObjects.assertNoneLeftBy(() -> run(shared));
    }

    private static double[] run(Guidance guidance) {
        Denoiser denoiser = denoiser(guidance, 1, 0.5f);
        double[] last = {};
        for (int i = 0; i < STEPS; i++) {
            last = HostData.doubles(denoiser.predict(sample(1), step(i)));
        }
        return last;
    }

    private static Denoiser denoiser(Guidance guidance, long batch, float negativeShift) {
        Optional<Conditioning> negative =
                guidance.needsNegative() ? Optional.of(ShiftedCopy.shift(batch, negativeShift)) : Optional.empty();
        return guidance.guide(new ShiftedCopy(), ShiftedCopy.shift(batch, 1), negative);
    }

    private static Tensor sample(long batch) {
        return Tensors.rows(31, batch, 4, 5, 3);
    }

    private static Step step(int index) {
        return new Step(index, STEPS, 999 - 200 * index);
    }
}
