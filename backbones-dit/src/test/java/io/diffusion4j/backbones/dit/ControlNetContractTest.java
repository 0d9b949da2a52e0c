package io.diffusion4j.backbones.dit;

import io.diffusion4j.backbones.dit.flux.FluxControlNetProvider;
import io.diffusion4j.backbones.dit.flux.FluxControlNetSettings;
import io.diffusion4j.backbones.dit.mmdit.MMDiTControlNetProvider;
import io.diffusion4j.backbones.dit.mmdit.MMDiTControlNetSettings;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.ControlNet;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Ownership;
import io.diffusion4j.testkit.contract.ControlNetContract;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("families")
class ControlNetContractTest extends ControlNetContract {
    private static final int CHANNELS = 4;
    private static final int SIZE = 8;

    /** One kind of ControlNet and the backbone that it steers. */
    record Family(
            String name,
            Function<SeededWeights, ControlNet> net,
            Function<SeededWeights, Backbone> backbone,
            int extraChannels) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Parameter
    private Family family;

    private Ownership weights;
    private ControlNet net;
    private Backbone backbone;

    static Stream<Family> families() {
        return Stream.of(
                new Family(
                        "stable diffusion 3",
                        w -> mmdit(false, 0, w),
                        w -> SmallBackbones.of(SmallBackbones.mmdit(false), w),
                        0),
                new Family(
                        "stable diffusion 3.5 with a mask",
                        w -> mmdit(true, 1, w),
                        w -> SmallBackbones.of(SmallBackbones.mmdit(true), w),
                        1),
                new Family(
                        "flux",
                        w -> flux(Optional.empty(), w),
                        w -> SmallBackbones.of(SmallBackbones.flux(false), w),
                        0),
                new Family(
                        "flux union",
                        w -> flux(Optional.of(3), w),
                        w -> SmallBackbones.of(SmallBackbones.flux(false), w),
                        0));
    }

    private static ControlNet mmdit(boolean version3Point5, int extraChannels, SeededWeights weights) {
        return new MMDiTControlNetProvider()
                .create(
                        new MMDiTControlNetSettings(SmallBackbones.mmdit(version3Point5), extraChannels),
                        SmallBackbones.context(weights));
    }

    private static ControlNet flux(Optional<Integer> modes, SeededWeights weights) {
        return new FluxControlNetProvider()
                .create(new FluxControlNetSettings(SmallBackbones.flux(false), modes), SmallBackbones.context(weights));
    }

    @BeforeEach
    void build() {
        weights = new Ownership();
        net = weights.during(() -> family.net().apply(new SeededWeights()));
        backbone = weights.during(() -> family.backbone().apply(new SeededWeights()));
    }

    @AfterEach
    void free() {
        weights.close();
    }

    @Override
    protected ControlNet net() {
        return net;
    }

    @Override
    protected Backbone backbone() {
        return backbone;
    }

    @Override
    protected Conditioning conditioning(long batch) {
        return new Conditioning(Map.of(
                Conditioning.CONTEXT,
                rows(1, batch, 5, 12),
                Conditioning.POOLED,
                rows(2, batch, 10),
                FluxControlNetProvider.MODE,
                HostData.tensor(LongStream.range(1, 1 + batch).toArray(), batch, 1)));
    }

    @Override
    protected Tensor control(long batch) {
        return rows(3, batch, CHANNELS + family.extraChannels(), SIZE, SIZE);
    }
}
