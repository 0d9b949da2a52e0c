package io.diffusion4j.training.contrastive;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * How wrong it is which captions go with which pictures of a batch: InfoNCE in both directions, van den Oord et al. 2018 and
 * Radford et al. 2021, section 2.3. Pictures that share a caption share the probability that is asked for, so that none of
 * them counts as wrong.
 *
 * @param value one number
 * @param accuracy share of the pictures whose likeliest caption is theirs
 */
record ContrastiveLoss(Tensor value, Tensor accuracy) {
    /**
     * @param images rows of length 1 [batch, width]
     * @param texts rows of length 1 [batch, width]
     * @param scale of the cosines [1]
     * @param captions the texts in words
     */
    static ContrastiveLoss of(Tensor images, Tensor texts, Tensor scale, List<String> captions) {
        try (Scope scope = Scope.open()) {
            Tensor logits = images.matmul(texts.transpose(0, 1))
                    .toType(scale.scalar_type())
                    .mul(scale);
            Tensor same = same(captions).to(logits);
            Tensor wanted = same.div(same.sum(1).unsqueeze(1));
            Tensor both = crossEntropy(logits, wanted).add(crossEntropy(logits.transpose(0, 1), wanted));
            Tensor best = logits.detach().argmax(new LongOptional(1), true);
            return new ContrastiveLoss(
                    scope.keep(both.mul(new Scalar(0.5))),
                    scope.keep(same.gather(1, best).mean()));
        }
    }

    private static Tensor wide(Tensor x) {
        return x.toType(ScalarType.Double);
    }

    private static Tensor crossEntropy(Tensor logits, Tensor wanted) {
        return torch.log_softmax(logits, 1).mul(wanted).sum(1).mean().neg();
    }

    /** 1 where two captions are equal [batch, batch]. */
    private static Tensor same(List<String> captions) {
        Map<String, Long> numbers = new TreeMap<>();
        long[] ids = captions.stream()
                .mapToLong(caption -> numbers.computeIfAbsent(caption, any -> (long) numbers.size()))
                .toArray();
        Tensor row = HostData.tensor(ids, 1, ids.length);
        return row.eq(row.transpose(0, 1));
    }
}
