package io.diffusion4j.training.measure;

import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * What a judge saw in many pictures; the pictures themselves are not kept.
 *
 * @param features [pictures, features]; belongs to the scope that was open when it was made
 * @param found in each picture
 * @param named by the caption of each picture
 * @param clipScore mean over the pictures
 */
record PictureSet(Tensor features, List<Map<String, String>> found, List<Map<String, String>> named, double clipScore) {

    /** Real pictures. */
    static PictureSet of(List<Specimen> specimens, Judge judge) {
        try (Scope scope = Scope.open()) {
            Gathered gathered = new Gathered(judge);
            for (Specimen specimen : specimens) {
                gathered.add(ImageTensor.ofBuffered(List.of(specimen.picture())), specimen);
            }
            return gathered.all(scope);
        }
    }

    /** Pictures that a model makes for the captions, several for each, one caption's after another's. */
    static PictureSet generated(
            Pipeline pipeline, Judge judge, List<Specimen> captions, int seeds, GenerationRequest request) {
        try (Scope scope = Scope.open()) {
            Gathered gathered = new Gathered(judge);
            long seed = 0;
            for (Specimen specimen : captions) {
                GenerationRequest asked = request.withPrompt(specimen.caption())
                        .withSeed(seed)
                        .withCount(seeds)
                        .withBatch(Math.min(seeds, 64));
                gathered.add(ImageTensor.ofGenerated(pipeline.generate(asked).images()), specimen);
                seed += seeds;
            }
            return gathered.all(scope);
        }
    }

    Adherence adherence() {
        return Adherence.of(named, found);
    }

    private static final class Gathered {
        private final Judge judge;
        private final List<Tensor> features = new ArrayList<>();
        private final List<Map<String, String>> found = new ArrayList<>();
        private final List<Map<String, String>> named = new ArrayList<>();
        private final List<Double> scores = new ArrayList<>();

        Gathered(Judge judge) {
            this.judge = judge;
        }

        void add(Tensor pictures, Specimen specimen) {
            try (Scope scope = Scope.open()) {
                Impression seen = judge.look(pictures);
                features.add(scope.keep(seen.features()));
                found.addAll(seen.likeliest());
                Tensor text = judge.textEmbeddings(List.of(specimen.caption())).expand_as(seen.embeddings());
                DoubleStream.of(ClipScore.each(seen.embeddings(), text)).forEach(scores::add);
                for (int i = 0; i < pictures.size(0); i++) {
                    named.add(specimen.named());
                }
            }
        }

        PictureSet all(Scope scope) {
            Tensor rows = torch.cat(new TensorVector(features.toArray(Tensor[]::new)), 0);
            double score = scores.stream().mapToDouble(s -> s).average().orElse(Double.NaN);
            return new PictureSet(scope.keep(rows), List.copyOf(found), List.copyOf(named), score);
        }
    }
}
