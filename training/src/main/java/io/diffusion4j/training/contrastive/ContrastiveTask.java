package io.diffusion4j.training.contrastive;

import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.textencoders.clip.ClipTextModel;
import io.diffusion4j.textencoders.clip.ClipTextOutput;
import io.diffusion4j.textencoders.clip.ClipTextSettings;
import io.diffusion4j.textencoders.clip.ClipTokenizer;
import io.diffusion4j.textencoders.clip.ContextLayer;
import io.diffusion4j.textencoders.clip.PromptNormalization;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.Cropping;
import io.diffusion4j.training.data.PictureBatch;
import io.diffusion4j.training.data.PictureLoader;
import io.diffusion4j.training.data.Prefetch;
import io.diffusion4j.training.measure.Attributes;
import io.diffusion4j.training.measure.JudgeModel;
import io.diffusion4j.training.measure.JudgeSettings;
import io.diffusion4j.training.parameters.FanIn;
import io.diffusion4j.training.task.Loss;
import io.diffusion4j.training.task.TrainingContext;
import io.diffusion4j.training.task.TrainingTask;
import io.diffusion4j.training.text.BytePairLearner;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains a text encoder and a judge: which caption goes with which picture, what is true of the pictures, and what the
 * captions name. The vocabulary is learned from the captions first.
 */
final class ContrastiveTask implements TrainingTask {
    private static final String TEXT_ENCODER = "text_encoder";
    private static final String JUDGE = "judge";
    private static final String UNSAID = "unsaid";
    private static final FanIn INITIALIZATION =
            new FanIn(List.of(), List.of("token_embedding.weight", "position_embedding.weight"));

    private final ContrastiveSettings settings;
    private final TrainingContext training;
    private final List<String> merges;
    private final ClipTokenizer tokenizer;
    private final Attributes attributes;
    private final Attributes said;
    private final ClipTextSettings textSettings;
    private final ClipTextModel textEncoder;
    private final Optional<TextHeads> textHeads;
    private final Optional<JudgeModel> judge;
    private final Prefetch<PictureBatch> pictures;

    ContrastiveTask(ContrastiveSettings settings, TrainingContext training) {
        this.settings = settings;
        this.training = training;
        merges = BytePairLearner.merges(
                Captions.sample(training.data(), settings.vocabularyCaptions()), settings.vocabularySize());
        tokenizer = ClipTokenizer.of(merges, settings.positions());
        attributes = Attributes.of(training.data().attributes());
        said = attributes.withFirst(UNSAID);
        textSettings = textSettings(settings, tokenizer.vocabularySize());
        textEncoder = training.parameters()
                .model(
                        TEXT_ENCODER,
                        weights -> new ClipTextModel(textSettings, training.device(), weights, training.attention()),
                        INITIALIZATION);
        textHeads = settings.textWeight() == 0 || attributes.count() == 0
                ? Optional.empty()
                : Optional.of(training.parameters()
                        .model("text_heads", w -> new TextHeads(w, said, settings.width()), INITIALIZATION));
        judge = settings.looks()
                ? Optional.of(
                        training.parameters().model(JUDGE, w -> new JudgeModel(judgeSettings(), w), INITIALIZATION))
                : Optional.empty();
        PictureLoader loader = new PictureLoader(training.data(), training.order(), Cropping.CENTER);
        pictures = new Prefetch<>(loader::load, training.order()::next, settings.prefetch());
    }

    @Override
    public Loss loss(Draw draw) {
        try (Scope scope = Scope.open()) {
            Captions captions =
                    Captions.of(training.data(), training.order().batch(draw).numbers(), draw);
            TokenRows rows = TokenRows.of(captions.texts(), tokenizer);
            ClipTextOutput text = textEncoder.forward(rows.ids());
            WeightedLosses sum = new WeightedLosses();
            textHeads.ifPresent(heads -> sum.add(
                    "text",
                    settings.textWeight(),
                    heads.loss(text, onDevice(rows.padding()), onDevice(named(captions)))));
            judge.ifPresent(model -> look(model, pictures.get(draw), captions, text, sum));
            return sum.sum(scope);
        }
    }

    private void look(
            JudgeModel model, PictureBatch batch, Captions captions, ClipTextOutput text, WeightedLosses sum) {
        Tensor features = model.features(batch.tensor(training.device()));
        if (settings.contrastWeight() > 0) {
            ContrastiveLoss contrast = ContrastiveLoss.of(
                    model.imageEmbedding(features),
                    model.textEmbedding(text.pooled()),
                    model.scale(),
                    captions.texts());
            sum.add("contrast", settings.contrastWeight(), contrast.value(), contrast.accuracy());
        }
        if (settings.imageWeight() > 0) {
            Tensor truth = attributes.numbers(LongStream.of(batch.numbers())
                    .mapToObj(training.data()::truth)
                    .toList());
            model.attributeLogits(features)
                    .ifPresent(logits ->
                            sum.add("image", settings.imageWeight(), AttributeLoss.of(logits, onDevice(truth))));
        }
    }

    /** What a caption does not name has the first value. */
    private Tensor named(Captions captions) {
        return said.numbers(captions.attributes()).clamp_min(new Scalar(0));
    }

    private Tensor onDevice(Tensor host) {
        return host.to(training.device(), host.scalar_type());
    }

    @Override
    public void export(Path folder) {
        ContrastiveExport export =
                new ContrastiveExport(folder, settings.export().dtype());
        export.tokenizer(merges, settings.positions());
        export.textEncoder(
                textSettings, settings.projectionWidth(), training.parameters().of(TEXT_ENCODER));
        judge.ifPresent(
                any -> export.judge(judgeSettings(), training.parameters().of(JUDGE)));
    }

    @Override
    public void close() {
        pictures.close();
    }

    private JudgeSettings judgeSettings() {
        return new JudgeSettings(
                settings.imageSize(),
                settings.channels(),
                settings.featureWidth(),
                settings.projectionWidth(),
                settings.width(),
                attributes);
    }

    private static ClipTextSettings textSettings(ContrastiveSettings settings, int vocabulary) {
        return new ClipTextSettings(
                vocabulary,
                settings.width(),
                4 * settings.width(),
                settings.layers(),
                settings.heads(),
                settings.positions(),
                Activation.GELU,
                1e-5,
                Optional.empty(),
                Optional.of(vocabulary - 1),
                ContextLayer.LAST_HIDDEN_STATE,
                PromptNormalization.NFC,
                Optional.empty());
    }
}
