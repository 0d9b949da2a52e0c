package io.diffusion4j.training.optimization;

import io.diffusion4j.core.tensor.Ownership;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.parameters.ParameterGroup;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Adam with weight decay apart from the gradients. Loshchilov and Hutter 2019, algorithm 2. */
public final class AdamW implements AutoCloseable {
    /** Numbers that are changed at a time: what they need stays in the cache of a core. */
    private static final long PIECE = 1 << 16;

    private final AdamWSettings settings;
    private final List<Moments> moments;
    private final Ownership owned = new Ownership();

    /** Means of the gradients and of their squares, in the order of the group's values. */
    private record Moments(ParameterGroup group, Tensor first, Tensor second) {}

    /** @param groups what it changes; the gradients' means begin at 0 */
    public AdamW(AdamWSettings settings, List<ParameterGroup> groups) {
        this.settings = settings;
        this.moments = owned.during(() -> groups.stream()
                .map(group -> new Moments(group, torch.zeros_like(group.values()), torch.zeros_like(group.values())))
                .toList());
    }

    /**
     * Changes all values by their gradients.
     *
     * @param learningRate of this step
     * @param update how many there have been with this one, from 1
     */
    public void step(double learningRate, long update) {
        for (Moments each : moments) {
            long count = each.first().numel();
            for (long from = 0; from < count; from += PIECE) {
                change(each, from, Math.min(PIECE, count - from), learningRate, update);
            }
        }
    }

    private void change(Moments all, long from, long count, double learningRate, long update) {
        try (Scope scope = Scope.open()) {
            Tensor values = all.group().values().narrow(0, from, count);
            Tensor gradients = all.group().gradients().narrow(0, from, count);
            Tensor first = all.first().narrow(0, from, count);
            Tensor second = all.second().narrow(0, from, count);
            first.lerp_(gradients, new Scalar(1 - settings.beta1()));
            second.mul_(new Scalar(settings.beta2())).addcmul_(gradients, gradients, new Scalar(1 - settings.beta2()));
            if (all.group().decayed()) {
                values.mul_(new Scalar(1 - learningRate * settings.weightDecay()));
            }
            double firstShare = 1 - Math.pow(settings.beta1(), update);
            double secondShare = 1 - Math.pow(settings.beta2(), update);
            Tensor divisor =
                    second.sqrt().mul_(new Scalar(1 / Math.sqrt(secondShare))).add_(new Scalar(settings.epsilon()));
            values.addcdiv_(first, divisor, new Scalar(-learningRate / firstShare));
        }
    }

    /** What it remembers, by the names of the weights; views that belong to the open scope. */
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new TreeMap<>();
        for (Moments each : moments) {
            each.group().named(each.first()).forEach((name, view) -> state.put("first-moment/" + name, view));
            each.group().named(each.second()).forEach((name, view) -> state.put("second-moment/" + name, view));
        }
        return state;
    }

    @Override
    public void close() {
        owned.close();
    }
}
