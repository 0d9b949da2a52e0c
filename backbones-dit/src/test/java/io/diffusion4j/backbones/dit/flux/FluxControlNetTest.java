package io.diffusion4j.backbones.dit.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.backbones.dit.SeededWeights;
import io.diffusion4j.backbones.dit.SmallBackbones;
import io.diffusion4j.backbones.dit.blocks.Packing;
import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.ControlNet;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class FluxControlNetTest {
    @Test
    void latents_give_what_their_tokens_give_in_the_same_places() {
        try (Scope scope = Scope.open()) {
            Tensor sample = new SeededWeights().get("sample", 2, 4, 6, 8);
            Tensor control = new SeededWeights().get("control", 2, 4, 6, 8);
            TokenGrid tokens = Packing.grid(sample);
            Tensor ids = new FluxPlaces().of(tokens, 3).expand(2, 15, 3);
            Conditioning placed = text().with("txt-ids", ids.narrow(1, 0, 3)).with("img-ids", ids.narrow(1, 3, 12));
            Conditioning ofLatents = steered(sample, text(), control);
            Conditioning ofTokens = steered(tokens.planarPatches(sample), placed, tokens.planarPatches(control));
            for (String residual : List.of("controlnet-block-samples.1", "controlnet-single-block-samples.1")) {
                assertThat(HostData.doubles(ofLatents.require(residual)))
                        .containsExactly(HostData.doubles(ofTokens.require(residual)));
            }
        }
    }

    private static Conditioning text() {
        return FluxTest.text(2).with(FluxControlNetProvider.MODE, HostData.tensor(new long[] {0, 2}, 2, 1));
    }

    private static Conditioning steered(Tensor sample, Conditioning conditioning, Tensor control) {
        ControlNet net = FluxControlNet.of(
                new FluxControlNetSettings(SmallBackbones.flux(false), Optional.of(3)),
                SmallBackbones.context(new SeededWeights()));
        return net.steer(sample, HostData.tensor(new float[] {0.7f, 0.2f}, 2), conditioning, control, 0.5);
    }
}
