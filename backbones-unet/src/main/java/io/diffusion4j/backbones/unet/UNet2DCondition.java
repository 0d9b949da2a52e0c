package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.PreparableBackbone;
import io.diffusion4j.core.backbone.StepContext;
import io.diffusion4j.core.nn.Conv2d;
import io.diffusion4j.core.nn.GroupNorm;
import io.diffusion4j.core.nn.SinusoidalEmbedding;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The text-conditioned U-Net. Ronneberger et al. 2015; Rombach et al. 2022. */
final class UNet2DCondition implements PreparableBackbone {
    private final UNet2DConditionSettings settings;
    private final TimeEmbedding timeEmbedding;
    private final Conv2d convIn;
    private final List<DownBlock> down;
    private final Optional<MidBlock> middle;
    private final List<UpBlock> up;
    private final GroupNorm normOut;
    private final Conv2d convOut;

    private UNet2DCondition(UNet2DConditionSettings settings, Weights weights, BlockParameters parameters) {
        int channels = settings.blockOutChannels().get(0);
        Blocks blocks = new Blocks(settings, weights, parameters);
        this.settings = settings;
        this.timeEmbedding = TimeEmbedding.of(
                weights.at("time_embedding"),
                new SinusoidalEmbedding(channels, settings.flipSinToCos(), settings.freqShift()),
                settings.timeWidth(),
                settings.activation(),
                settings.timestepPostActivation());
        this.convIn = Conv2d.of(weights.at("conv_in"), settings.inChannels(), channels, settings.convInKernel());
        this.down = blocks.down();
        this.middle = blocks.middle();
        this.up = blocks.up();
        this.normOut = parameters.norm(weights.at("conv_norm_out"), channels);
        this.convOut = Conv2d.of(weights.at("conv_out"), channels, settings.outChannels(), settings.convOutKernel());
    }

    static UNet2DCondition of(UNet2DConditionSettings settings, Weights weights, AttentionKernel kernel) {
        return new UNet2DCondition(
                settings,
                weights,
                new BlockParameters(
                        settings.timeWidth(),
                        settings.normNumGroups(),
                        settings.normEps(),
                        settings.activation(),
                        settings.upcastAttention() ? new UpcastAttention(kernel) : kernel,
                        settings.useLinearProjection() ? TokenProjection.OfTokens::of : TokenProjection.OfPixels::of));
    }

    @Override
    public BackboneInfo info() {
        return new BackboneInfo(
                settings.inChannels(),
                settings.outChannels(),
                settings.sampleSize(),
                settings.attendsToContext() ? Set.of(Conditioning.CONTEXT) : Set.of());
    }

    @Override
    public Tensor forward(Tensor sample, StepContext context) {
        Conditioning conditioning = context.conditioning();
        info().conditioning().forEach(conditioning::require);
        try (Scope scope = Scope.open();
                SkipConnections skips = new SkipConnections()) {
            ScalarType dtype = sample.scalar_type();
            Tensor time = context.rows("time", Set.of(), (timesteps, none) -> time(timesteps, dtype))
                    .now();
            StepInputs step = StepInputs.of(time, context, dtype);
            Tensor x = contract(sample, step, skips);
            skips.addResiduals(conditioning);
            x = turn(x, step, conditioning.find(ControlResiduals.MIDDLE));
            x = expand(x, step, skips);
            return scope.keep(convOut.apply(settings.activation().applyOver(normOut.apply(x))));
        }
    }

    /** Activated here once, because every residual block begins with that. */
    private Tensor time(Tensor timestep, ScalarType dtype) {
        Tensor embedding = timeEmbedding.apply(timestep, dtype);
        Tensor activated = settings.timeEmbeddingActivation()
                .map(activation -> activation.applyOver(embedding))
                .orElse(embedding);
        return settings.activation().applyOver(activated);
    }

    private Tensor contract(Tensor sample, StepInputs step, SkipConnections skips) {
        try (Scope scope = Scope.open()) {
            Tensor x = convIn.apply(settings.centerInputSample() ? centered(sample) : sample);
            skips.push(x);
            for (DownBlock block : down) {
                x = block.apply(x, step, skips);
            }
            return scope.keep(x);
        }
    }

    private Tensor turn(Tensor x, StepInputs step, Optional<Tensor> residual) {
        try (Scope scope = Scope.open()) {
            Tensor turned = middle.map(block -> block.apply(x, step)).orElse(x);
            return scope.keep(residual.map(turned::add).orElse(turned));
        }
    }

    private Tensor expand(Tensor x, StepInputs step, SkipConnections skips) {
        try (Scope scope = Scope.open()) {
            Tensor hidden = x;
            for (UpBlock block : up) {
                hidden = block.apply(hidden, step, skips);
            }
            return scope.keep(hidden);
        }
    }

    private static Tensor centered(Tensor sample) {
        return sample.mul(new Scalar(2)).sub_(new Scalar(1));
    }
}
