package com.example.pebble;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.nn.Conv2d;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.nn.SinusoidalEmbedding;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The smallest network that can be told a time and a prompt: one residual convolution between two others. */
record Pebble(PebbleSettings settings, Linear time, Linear text, Conv2d in, Conv2d middle, Conv2d out)
        implements Backbone {
    /** A model is its constructor: what it asks for is what the checkpoint must hold. */
    static Pebble of(PebbleSettings settings, Weights weights) {
        int width = settings.width();
        return new Pebble(
                settings,
                Linear.of(weights.at("time"), width, width),
                Linear.of(weights.at("text"), settings.contextWidth(), width),
                Conv2d.of(weights.at("in"), settings.channels(), width, 3),
                Conv2d.of(weights.at("middle"), width, width, 3),
                Conv2d.of(weights.at("out"), width, settings.channels(), 3));
    }

    @Override
    public BackboneInfo info() {
        return new BackboneInfo(
                settings.channels(), settings.channels(), settings.sampleSize(), Set.of(Conditioning.CONTEXT));
    }

    @Override
    public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
        try (Scope scope = Scope.open()) {
            Tensor when = new SinusoidalEmbedding(settings.width(), true, 0)
                    .apply(timestep)
                    .to(sample.device(), sample.scalar_type());
            Tensor what = conditioning.require(Conditioning.CONTEXT).mean(1); // [batch, context width]
            Tensor told = time.apply(when).add(text.apply(what)).unsqueeze(-1).unsqueeze(-1);
            Tensor seen = in.apply(sample);
            Tensor thought = seen.add(middle.apply(torch.silu(seen.add(told))));
            return scope.keep(out.apply(torch.silu(thought)));
        }
    }
}
