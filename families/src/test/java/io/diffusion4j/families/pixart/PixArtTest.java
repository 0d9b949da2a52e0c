package io.diffusion4j.families.pixart;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.backbones.dit.pixart.SizeConditions;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.families.FakeEncoder;
import io.diffusion4j.pipelines.latent.ImageSize;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PixArtTest {
    private static final BackboneInfo SIZED = new BackboneInfo(
            4, 8, 128, Set.of(Conditioning.CONTEXT, SizeConditions.RESOLUTION, SizeConditions.ASPECT_RATIO));
    private static final BackboneInfo PLAIN = new BackboneInfo(4, 8, 128, Set.of(Conditioning.CONTEXT));

    private final Scope scope = Scope.open();
    private final Conditioning prompt = Conditioning.ofContext(HostData.tensor(new float[6], 2, 1, 3));

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void images_are_made_in_the_nearest_size_of_the_training() {
        PixArtRecipe recipe = new PixArtRecipe(2, SIZED, 1024);
        assertThat(recipe.made(new ImageSize(512, 512))).isEqualTo(new ImageSize(1024, 1024));
        ImageSize wide = recipe.made(new ImageSize(1920, 1080));
        assertThat(wide).isEqualTo(new ImageSize(1344, 768));
        assertThat(new PixArtRecipe(2, SIZED, 64).made(new ImageSize(48, 32))).isEqualTo(new ImageSize(48, 32));
    }

    @Test
    void models_that_take_it_are_told_the_size_that_is_made_in_every_row() {
        Conditioning told = new PixArtRecipe(2, SIZED, 1024).conditioned(prompt, new ImageSize(800, 1200));
        assertThat(HostData.floats(told.require(SizeConditions.RESOLUTION))).containsExactly(1200, 800, 1200, 800);
        assertThat(HostData.floats(told.require(SizeConditions.ASPECT_RATIO))).containsExactly(1.5f, 1.5f);
        assertThat(new PixArtRecipe(2, PLAIN, 1024).conditioned(prompt, new ImageSize(800, 1200)))
                .isEqualTo(prompt);
    }

    @Test
    void captions_are_read_in_lower_case_without_their_padding() {
        FakeEncoder encoder = new FakeEncoder(1, 3, 77);
        Conditioning caption = new CaptionEncoder(encoder, 9).positive(GenerationRequest.of("  A Fox "));
        assertThat(encoder.asked()).containsExactly("a fox in 9", "without 0");
        assertThat(HostData.longs(caption.require(Conditioning.CONTEXT_MASK)))
                .containsExactly(1, 1, 1, 1, 1, 0, 0, 0, 0);
    }
}
