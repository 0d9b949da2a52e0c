package io.diffusion4j.backbones.dit.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.backbones.dit.SeededWeights;
import io.diffusion4j.backbones.dit.SmallBackbones;
import io.diffusion4j.backbones.dit.blocks.Packing;
import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FluxTest {
    private Scope scope;

    @BeforeEach
    void open() {
        scope = Scope.open();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void packing_puts_two_by_two_pixels_side_by_side_channel_by_channel() {
        Tensor sample =
                HostData.tensor(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17}, 1, 2, 2, 4);
        TokenGrid tokens = Packing.grid(sample);
        assertThat(HostData.doubles(tokens.planarPatches(sample)))
                .containsExactly(0, 1, 4, 5, 10, 11, 14, 15, 2, 3, 6, 7, 12, 13, 16, 17);
    }

    @Test
    void unpacking_undoes_packing() {
        Tensor sample = new SeededWeights().get("sample", 2, 3, 6, 4);
        TokenGrid tokens = Packing.grid(sample);
        assertThat(HostData.doubles(tokens.planarImage(tokens.planarPatches(sample))))
                .containsExactly(HostData.doubles(sample));
    }

    @Test
    void a_sample_with_an_odd_side_is_refused() {
        Tensor sample = new SeededWeights().get("sample", 1, 4, 8, 7);
        assertThatThrownBy(() -> forward(sample, text(1)))
                .hasMessageContaining("8 x 7")
                .hasMessageContaining("multiples of 2");
    }

    @Test
    void latents_give_what_their_tokens_give_in_the_same_places() {
        Tensor sample = new SeededWeights().get("sample", 2, 4, 6, 8);
        TokenGrid tokens = Packing.grid(sample);
        Tensor ids = new FluxPlaces().of(tokens, 3).expand(2, 15, 3);
        Conditioning placed = text(2).with("txt-ids", ids.narrow(1, 0, 3)).with("img-ids", ids.narrow(1, 3, 12));
        assertThat(HostData.doubles(forward(sample, text(2))))
                .containsExactly(HostData.doubles(tokens.planarImage(forward(tokens.planarPatches(sample), placed))));
    }

    @Test
    void the_places_of_tokens_matter_only_relative_to_each_other() {
        Tensor tokens = new SeededWeights().get("tokens", 1, 12, 16);
        Tensor ids = new FluxPlaces().of(new TokenGrid(3, 4, Packing.SIDE), 3);
        Tensor moved = ids.add(HostData.tensor(new float[] {1, 40, 90}, 3));
        assertThat(HostData.doubles(forward(tokens, at(moved))))
                .usingComparatorWithPrecision(1e-4)
                .containsExactly(HostData.doubles(forward(tokens, at(ids))));
    }

    private static Conditioning at(Tensor ids) {
        return text(1).with("txt-ids", ids.narrow(1, 0, 3)).with("img-ids", ids.narrow(1, 3, 12));
    }

    private static Tensor forward(Tensor sample, Conditioning conditioning) {
        Backbone backbone = SmallBackbones.of(SmallBackbones.flux(false), new SeededWeights());
        return backbone.forward(sample, HostData.tensor(new float[] {0.7f}, 1).expand(sample.size(0)), conditioning);
    }

    static Conditioning text(long batch) {
        return Conditioning.ofContext(new SeededWeights().get("text", batch, 3, 12))
                .with(Conditioning.POOLED, new SeededWeights().get("pooled", batch, 10));
    }
}
