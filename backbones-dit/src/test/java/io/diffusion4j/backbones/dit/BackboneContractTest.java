package io.diffusion4j.backbones.dit;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Ownership;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.testkit.contract.BackboneContract;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("families")
class BackboneContractTest extends BackboneContract {
    /** One kind of backbone and what it is conditioned on. */
    record Family(String name, Function<Weights, Backbone> backbone, LongFunction<Map<String, Tensor>> conditioning) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Parameter
    private Family family;

    private Ownership weights;
    private Backbone backbone;

    static Stream<Family> families() {
        return Stream.of(
                new Family(
                        "dit",
                        w -> SmallBackbones.of(SmallBackbones.dit(), w),
                        batch -> Map.of(Conditioning.CLASS_LABELS, labels(batch))),
                new Family(
                        "pixart with the size",
                        w -> SmallBackbones.of(SmallBackbones.pixart(true), w),
                        batch -> Map.of(
                                Conditioning.CONTEXT,
                                rows(1, batch, 5, 12),
                                Conditioning.CONTEXT_MASK,
                                rows(2, batch, 5).gt(new Scalar(0)),
                                "resolution",
                                rows(3, batch, 2),
                                "aspect-ratio",
                                rows(4, batch, 1))),
                new Family(
                        "pixart without the size",
                        w -> SmallBackbones.of(SmallBackbones.pixart(false), w),
                        batch -> Map.of(Conditioning.CONTEXT, rows(1, batch, 5, 12))),
                new Family(
                        "sana",
                        w -> SmallBackbones.of(SmallBackbones.sana(), w),
                        batch -> Map.of(Conditioning.CONTEXT, rows(1, batch, 5, 12))),
                new Family(
                        "hunyuan-dit with skips",
                        w -> SmallBackbones.of(SmallBackbones.hunyuan(5), w),
                        batch -> Map.of(
                                Conditioning.CONTEXT,
                                rows(1, batch, 5, 12),
                                Conditioning.CONTEXT_MASK,
                                leading(batch, 5),
                                "encoder-hidden-states-t5",
                                rows(2, batch, 3, 16),
                                "image-meta-size",
                                rows(3, batch, 6),
                                "style",
                                labels(batch).mul(new Scalar(0)))),
                new Family(
                        "auraflow",
                        w -> SmallBackbones.of(SmallBackbones.auraflow(), w),
                        batch -> Map.of(Conditioning.CONTEXT, rows(1, batch, 5, 12))),
                new Family(
                        "lumina2",
                        w -> SmallBackbones.of(SmallBackbones.lumina(), w),
                        batch -> Map.of(
                                Conditioning.CONTEXT, rows(1, batch, 5, 12),
                                Conditioning.CONTEXT_MASK, leading(batch, 5))),
                new Family(
                        "stable diffusion 3",
                        w -> SmallBackbones.of(SmallBackbones.mmdit(false), w),
                        BackboneContractTest::text),
                new Family(
                        "stable diffusion 3.5",
                        w -> SmallBackbones.of(SmallBackbones.mmdit(true), w),
                        BackboneContractTest::text),
                new Family(
                        "flux schnell",
                        w -> SmallBackbones.of(SmallBackbones.flux(false), w),
                        BackboneContractTest::text),
                new Family(
                        "flux dev",
                        w -> SmallBackbones.of(SmallBackbones.flux(true), w),
                        BackboneContractTest::guidedText),
                new Family(
                        "qwen-image",
                        w -> SmallBackbones.of(SmallBackbones.qwenImage(), w),
                        BackboneContractTest::maskedText),
                new Family(
                        "chroma",
                        w -> SmallBackbones.of(SmallBackbones.chroma(), w),
                        BackboneContractTest::maskedText));
    }

    /** Row {@code i} counts one token less than all but {@code i}. */
    private static Tensor leading(long batch, long tokens) {
        long[] mask = new long[(int) (batch * tokens)];
        for (int row = 0; row < batch; row++) {
            for (int token = 0; token < tokens - 1 - row; token++) {
                mask[(int) (row * tokens) + token] = 1;
            }
        }
        return HostData.tensor(mask, batch, tokens);
    }

    @BeforeEach
    void build() {
        weights = new Ownership();
        backbone = weights.during(() -> family.backbone().apply(new SeededWeights()));
    }

    @AfterEach
    void free() {
        weights.close();
    }

    @Override
    protected Backbone backbone() {
        return backbone;
    }

    @Override
    protected Conditioning conditioning(long batch) {
        return new Conditioning(family.conditioning().apply(batch));
    }

    private static Map<String, Tensor> text(long batch) {
        return Map.of(Conditioning.CONTEXT, rows(1, batch, 5, 12), Conditioning.POOLED, rows(2, batch, 10));
    }

    private static Map<String, Tensor> maskedText(long batch) {
        return Map.of(
                Conditioning.CONTEXT,
                rows(1, batch, 5, 12),
                Conditioning.CONTEXT_MASK,
                rows(2, batch, 5).gt(new org.bytedeco.pytorch.Scalar(0)));
    }

    private static Map<String, Tensor> guidedText(long batch) {
        return new Conditioning(text(batch))
                .with(Conditioning.GUIDANCE, rows(3, batch, 1).squeeze(1))
                .tensors();
    }

    private static Tensor labels(long batch) {
        return HostData.tensor(LongStream.range(3, 3 + batch).toArray(), batch);
    }
}
