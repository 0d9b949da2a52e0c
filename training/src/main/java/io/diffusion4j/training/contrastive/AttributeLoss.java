package io.diffusion4j.training.contrastive;

import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * How wrong the values of attributes are: the mean cross entropy over those that are known.
 *
 * @param value one number; 0 if nothing is known
 * @param accuracy share of the known attributes whose likeliest value is right
 */
record AttributeLoss(Tensor value, Tensor accuracy) {
    /**
     * @param logits [batch, attributes, values]
     * @param numbers of the true values [batch, attributes], int64, negative where they are not known
     */
    static AttributeLoss of(Tensor logits, Tensor numbers) {
        try (Scope scope = Scope.open()) {
            Tensor wide = logits.toType(wide(logits));
            Tensor known = numbers.ge(new Scalar(0)).toType(wide.scalar_type());
            Tensor count = known.sum().clamp_min(new Scalar(1));
            Tensor truth = numbers.clamp_min(new Scalar(0)).unsqueeze(2);
            Tensor picked = torch.log_softmax(wide, 2).gather(2, truth).squeeze(2);
            Tensor right =
                    wide.detach().argmax(new LongOptional(2), false).eq(numbers).toType(wide.scalar_type());
            return new AttributeLoss(
                    scope.keep(picked.mul(known).sum().div(count).neg()),
                    scope.keep(right.sum().div(count)));
        }
    }

    /** Two that count alike. */
    AttributeLoss and(AttributeLoss other) {
        Scalar half = new Scalar(0.5);
        return new AttributeLoss(
                value.add(other.value).mul(half), accuracy.add(other.accuracy).mul(half));
    }

    /** Logarithms of probabilities need more digits than autocast leaves. */
    private static ScalarType wide(Tensor x) {
        ScalarType type = x.scalar_type().intern();
        return type == ScalarType.Double ? type : ScalarType.Float;
    }
}
