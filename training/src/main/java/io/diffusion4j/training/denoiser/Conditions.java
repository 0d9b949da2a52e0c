package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.pipelines.latent.ImageSize;
import io.diffusion4j.pipelines.latent.LatentRecipe;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.BatchOrder.Batch;
import io.diffusion4j.training.data.DataSet;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.NoGradGuard;

/** What a model is told of a batch: its captions, or for some pictures nothing. @param dropout share of the latter */
record Conditions(
        DataSet data, PromptEncoder prompts, LatentRecipe recipe, NullCondition nullCondition, double dropout) {
    /** One row for each picture; belongs to the open scope. */
    Conditioning of(Batch batch, Draw draw) {
        SplittableRandom captions = draw.random("captions");
        List<String> texts = Arrays.stream(batch.numbers())
                .mapToObj(number -> data.caption(number, captions.split()).text())
                .toList();
        Conditioning rows = nullCondition.inPlaceOf(encoded(texts), dropped(texts.size(), draw));
        return recipe.conditioned(
                rows, new ImageSize(batch.extent().width(), batch.extent().height()));
    }

    /** The encoder is finished, so nothing of it is kept for gradients. */
    private Conditioning encoded(List<String> texts) {
        try (Scope scope = Scope.open();
                NoGradGuard off = new NoGradGuard()) {
            return prompts.rows(texts).keptBy(scope);
        }
    }

    boolean[] dropped(int count, Draw draw) {
        SplittableRandom random = draw.random("condition-dropout");
        boolean[] dropped = new boolean[count];
        for (int i = 0; i < count; i++) {
            dropped[i] = random.nextDouble() < dropout;
        }
        return dropped;
    }
}
