package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.pipelines.latent.ImageSize;
import io.diffusion4j.pipelines.latent.LatentRecipe;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.BatchOrder.Batch;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.precision.NoAutocast;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;

/** What a model is told of a batch: its captions, or for some pictures nothing. @param dropout share of the latter */
record Conditions(
        DataSet data,
        PromptEncoder prompts,
        LatentRecipe recipe,
        NullCondition nullCondition,
        double dropout,
        Device device) {
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

    /** In float32, as when pictures are made. The encoder is finished, so nothing of it is kept for gradients. */
    private Conditioning encoded(List<String> texts) {
        try (Scope scope = Scope.open();
                NoGradGuard gradients = new NoGradGuard();
                NoAutocast precise = NoAutocast.on(device)) {
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
