package io.diffusion4j.families;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.text.TextEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A text encoder whose every number is its own: {@code mark} in the context, minus {@code mark} in the pooled state. A prompt has
 * as many tokens as letters. It remembers what it was asked.
 */
public record FakeEncoder(float mark, int width, int length, List<String> asked) implements TextEncoder {
    public FakeEncoder(float mark, int width, int length) {
        this(mark, width, length, new ArrayList<>());
    }

    @Override
    public Tensor tokenize(List<String> prompts) {
        return tokenize(prompts, length);
    }

    @Override
    public Tensor tokenize(List<String> prompts, int tokens) {
        asked.add(prompts.get(0) + " in " + tokens);
        long[] ids = new long[tokens];
        for (int i = 0; i < prompts.get(0).length(); i++) {
            ids[i] = prompts.get(0).charAt(i);
        }
        return HostData.tensor(ids, 1, tokens);
    }

    @Override
    public Tensor mask(Tensor tokenIds) {
        return tokenIds.ne(new Scalar(0)).to(tokenIds);
    }

    @Override
    public Conditioning encode(Tensor tokenIds, int skipLayers) {
        asked.add("without " + skipLayers);
        return new Conditioning(Map.of(
                Conditioning.CONTEXT,
                torch.torch_full(new long[] {1, tokenIds.size(1), width}, new Scalar(mark)),
                Conditioning.POOLED,
                torch.torch_full(new long[] {1, width}, new Scalar(-mark))));
    }

    @Override
    public Conditioning encode(Tensor tokenIds, Tensor mask, int skipLayers) {
        return Conditioning.ofContext(encode(tokenIds, skipLayers).require(Conditioning.CONTEXT))
                .with(Conditioning.CONTEXT_MASK, mask);
    }
}
