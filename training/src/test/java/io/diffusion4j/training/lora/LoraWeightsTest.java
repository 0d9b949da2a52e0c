package io.diffusion4j.training.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.parameters.ParameterGroup;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class LoraWeightsTest {
    private static final double STEP = 1e-5;
    private static final int PLACES = 3;

    @Test
    void gradients_of_both_factors_are_the_slopes_of_the_loss() {
        try (Scope scope = Scope.open();
                TinyLora lora = new TinyLora(
                        DType.FLOAT64, "down_blocks.0.*.attn1.to_q", "mid_block.*.attn2.to_k", "conv_in")) {
            lora.fillUp();
            lora.loss().backward();
            Map<String, Tensor> gradients = new TreeMap<>();
            for (ParameterGroup group : lora.parameters.groups()) {
                gradients.putAll(group.named(group.gradients()));
            }
            assertThat(gradients).hasSize(2 * lora.layers.size()).hasSizeGreaterThanOrEqualTo(6);
            try (NoGradGuard off = new NoGradGuard()) {
                lora.parameters.of(LoraBackbone.NAME).forEach((name, leaf) -> {
                    double[] slopes = HostData.doubles(gradients.get(LoraBackbone.NAME + "." + name));
                    for (int i = 0; i < PLACES; i++) {
                        int place = i * (slopes.length - 1) / (PLACES - 1);
                        double expected = slope(lora, leaf, place);
                        assertThat(Math.abs(expected)).as(name).isGreaterThan(1e-9);
                        assertThat(slopes[place])
                                .as("%s[%d]", name, place)
                                .isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
                    }
                });
            }
        }
    }

    private static double slope(TinyLora lora, Tensor leaf, int place) {
        Tensor value = leaf.detach().view(-1).narrow(0, place, 1);
        value.add_(new Scalar(STEP));
        double above = HostData.doubles(lora.loss())[0];
        value.add_(new Scalar(-2 * STEP));
        double below = HostData.doubles(lora.loss())[0];
        value.add_(new Scalar(STEP));
        return (above - below) / (2 * STEP);
    }

    @Test
    void a_fresh_adapter_changes_nothing_and_a_filled_one_something() {
        try (Scope scope = Scope.open();
                NoGradGuard off = new NoGradGuard();
                TinyLora lora = new TinyLora(DType.FLOAT32, "to_q", "to_k", "to_v", "to_out.0")) {
            float[] plain = HostData.floats(lora.forward(lora.plain));
            assertThat(HostData.floats(lora.forward(lora.adapted))).isEqualTo(plain);
            lora.fillUp();
            assertThat(HostData.floats(lora.forward(lora.adapted))).isNotEqualTo(plain);
        }
    }

    @Test
    void down_begins_with_the_variance_of_its_inputs_and_up_with_nothing() {
        try (Scope scope = Scope.open();
                TinyLora lora = new TinyLora(DType.FLOAT32, "to_q", "to_k", "to_v", "to_out.0")) {
            double sum = 0;
            int count = 0;
            for (var pair : lora.layers.values()) {
                long inputs = pair.down().numel() / pair.down().size(0);
                for (double value : HostData.doubles(pair.down())) {
                    sum += value * value * inputs;
                    count++;
                }
                assertThat(HostData.doubles(pair.up())).containsOnly(0);
            }
            assertThat(sum / count).isCloseTo(1, within(0.15));
        }
    }
}
