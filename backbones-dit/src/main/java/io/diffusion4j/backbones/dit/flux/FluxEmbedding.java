package io.diffusion4j.backbones.dit.flux;

import io.diffusion4j.backbones.dit.blocks.JointTokens;
import io.diffusion4j.backbones.dit.blocks.TimeTextEmbedding;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.StepContext;
import io.diffusion4j.core.backbone.StepRows;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** How a model and its ControlNets read what they are given. */
final class FluxEmbedding {
    /** Brings noise levels and guidance scales to the range of the sinusoids. */
    private static final double UNITS = 1000;

    private static final Set<String> USED = Set.of(Conditioning.POOLED, Conditioning.GUIDANCE);

    private final Linear image;
    private final Linear context;
    private final TimeTextEmbedding timeText;
    private final boolean guided;

    private FluxEmbedding(Weights weights, FluxSettings settings) {
        int width = settings.width();
        int pooled = settings.pooledProjectionDim();
        Weights timeText = weights.at("time_text_embed");
        this.image = Linear.of(weights.at("x_embedder"), settings.inChannels(), width);
        this.context = Linear.of(weights.at("context_embedder"), settings.jointAttentionDim(), width);
        this.guided = settings.guidanceEmbeds();
        this.timeText = guided
                ? TimeTextEmbedding.guided(timeText, pooled, width)
                : TimeTextEmbedding.of(timeText, pooled, width);
    }

    static FluxEmbedding of(Weights weights, FluxSettings settings) {
        return new FluxEmbedding(weights, settings);
    }

    /** What modulates the blocks [batch, width], activated. */
    StepRows condition(StepContext context, ScalarType dtype) {
        return context.rows("time-text", USED, (timestep, rows) -> condition(timestep, rows, dtype));
    }

    private Tensor condition(Tensor timestep, Conditioning conditioning, ScalarType dtype) {
        Optional<Tensor> guidance =
                guided ? Optional.of(inUnits(conditioning.require(Conditioning.GUIDANCE))) : Optional.empty();
        return timeText.apply(
                inUnits(timestep),
                guidance,
                conditioning.require(Conditioning.POOLED).toType(dtype));
    }

    /** @param image [batch, tokens, channels of a token] @return tensors of the open scope */
    JointTokens tokens(Tensor image, StepContext step) {
        Tensor text = step.memory().at("text").get(() -> {
            Tensor embeddings = step.conditioning().require(Conditioning.CONTEXT);
            return context.apply(embeddings.toType(image.scalar_type()));
        });
        return new JointTokens(text, this.image.apply(image));
    }

    private static Tensor inUnits(Tensor number) {
        return number.toType(ScalarType.Float).mul(new Scalar(UNITS));
    }
}
