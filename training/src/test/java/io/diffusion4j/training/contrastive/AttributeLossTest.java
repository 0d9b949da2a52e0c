package io.diffusion4j.training.contrastive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttributeLossTest {
    private static final double NONE = Double.NEGATIVE_INFINITY;

    private final Scope scope = Scope.open();

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void it_is_the_mean_surprise_of_what_is_known() {
        // Two pictures, two attributes: probabilities 3/4 1/4 and 1/2 1/2, then 1/5 4/5 and 2/3 1/3.
        double[] logits = {ln(3), 0, 0, 0, 0, ln(4), ln(2), 0};
        AttributeLoss loss = loss(logits, 2, 2, 0, -1, 0, 1);

        assertThat(loss.value().item_double()).isCloseTo(-(ln(0.75) + ln(0.2) + ln(1 / 3.0)) / 3, within(1e-12));
        assertThat(loss.accuracy().item_double()).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void values_that_an_attribute_lacks_take_no_part() {
        Tensor logits =
                HostData.tensor(new double[] {0, 0, NONE, 0, 0, 0}, 1, 2, 3).set_requires_grad(true);
        AttributeLoss loss = AttributeLoss.of(logits, HostData.tensor(new long[] {1, 2}, 1, 2));
        loss.value().backward();

        assertThat(loss.value().item_double()).isCloseTo((ln(2) + ln(3)) / 2, within(1e-12));
        assertThat(HostData.doubles(logits.grad()))
                .containsExactly(new double[] {0.25, -0.25, 0, 1 / 6.0, 1 / 6.0, -1 / 3.0}, within(1e-12));
    }

    @Test
    void it_is_0_if_nothing_is_known() {
        AttributeLoss loss = loss(new double[] {5, 0}, 1, 2, -1);

        assertThat(loss.value().item_double()).isZero();
        assertThat(loss.accuracy().item_double()).isZero();
    }

    private static AttributeLoss loss(double[] logits, int batch, int values, long... numbers) {
        int attributes = numbers.length / batch;
        return AttributeLoss.of(
                HostData.tensor(logits, batch, attributes, values), HostData.tensor(numbers, batch, attributes));
    }

    private static double ln(double x) {
        return Math.log(x);
    }
}
