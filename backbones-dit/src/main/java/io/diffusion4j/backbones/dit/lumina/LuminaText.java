package io.diffusion4j.backbones.dit.lumina;

import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.pad;

import io.diffusion4j.backbones.dit.blocks.ContextMask;
import io.diffusion4j.core.backbone.Conditioning;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The text as the model sees it. Lengths stay on the device: a row's padding is hidden rather than cut off, which gives
 * the same and waits for nothing.
 *
 * @param tokens [batch, tokens, channels of the text encoder]
 * @param mask 1 where a token counts [batch, tokens]
 */
record LuminaText(Tensor tokens, Tensor mask) {
    /** Tensors that are made here belong to the open scope. */
    static LuminaText of(Conditioning conditioning, ScalarType dtype) {
        Tensor tokens = conditioning.require(Conditioning.CONTEXT).toType(dtype);
        Tensor mask = conditioning
                .find(Conditioning.CONTEXT_MASK)
                .orElseGet(() -> ones(new long[] {tokens.size(0), tokens.size(1)}, on(tokens, dtype)));
        return new LuminaText(tokens, mask.toType(dtype));
    }

    /** Tokens that count [batch], int64; belongs to the open scope. */
    Tensor lengths() {
        return mask.toType(ScalarType.Long).sum(new long[] {1});
    }

    /** Hides the tokens that do not count [batch, 1, 1, tokens]; belongs to the open scope. */
    Tensor bias() {
        return ContextMask.bias(mask, mask.scalar_type());
    }

    /** 1 for as many tokens as count, from the first on, then for all of the image [batch, text + image]. */
    Tensor leading(long imageTokens) {
        Tensor first = arange(new Scalar(tokens.size(1)), on(mask, ScalarType.Long))
                .unsqueeze(0)
                .lt(lengths().unsqueeze(1));
        return pad(first.toType(mask.scalar_type()), new long[] {0, imageTokens}, "constant", new DoubleOptional(1.0));
    }

    private static TensorOptions on(Tensor like, ScalarType dtype) {
        return new TensorOptions(dtype).device(new DeviceOptional(like.device()));
    }
}
