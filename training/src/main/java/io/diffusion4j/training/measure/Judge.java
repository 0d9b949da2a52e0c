package io.diffusion4j.training.measure;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.WeightLoader;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Looks at pictures: which attributes they have, and how well they go with captions. Computes in float32. Safe for several
 * threads.
 */
public final class Judge implements AutoCloseable {
    private final JudgeSettings settings;
    private final JudgeModel model;
    private final TextEncoder text;
    private final Device device;
    private final WeightLoader loader;

    private Judge(JudgeSettings settings, JudgeModel model, TextEncoder text, Device device, WeightLoader loader) {
        this.settings = settings;
        this.model = model;
        this.text = text;
        this.device = device;
        this.loader = loader;
    }

    /**
     * @param folder with {@code judge}, and with the {@code text_encoder} and {@code tokenizer} that it was trained with
     * @param device where it computes; the caller keeps it alive
     * @throws io.diffusion4j.core.error.CheckpointException if files are missing, damaged or do not fit together
     */
    public static Judge open(Path folder, Providers providers, Device device) {
        WeightLoader loader = new WeightLoader(device, DType.FLOAT32);
        try {
            Path own = folder.resolve("judge");
            JudgeSettings settings = JudgeSettings.read(ReferenceConfigs.read(own.resolve("config.json")));
            try (SafetensorsFile weights = SafetensorsFile.open(own.resolve("model.safetensors"))) {
                JudgeModel model = loader.load(weights, w -> new JudgeModel(settings, w));
                TextEncoder text = LoadedText.of(folder, providers, loader, device);
                return new Judge(settings, model, text, device, loader);
            }
        } catch (RuntimeException e) {
            loader.close();
            throw e;
        }
    }

    public Attributes attributes() {
        return settings.attributes();
    }

    /** @param images [pictures, 3, height, width] in -1..1, of any size and device */
    public Impression look(Tensor images) {
        try (NoGradGuard off = new NoGradGuard();
                Scope scope = Scope.open()) {
            Tensor features = model.features(images.to(device, ScalarType.Float));
            Tensor probabilities = model.attributeLogits(features)
                    .map(logits -> torch.softmax(logits, 2))
                    .orElseGet(() -> HostData.tensor(new float[0], features.size(0), 0, 0));
            return new Impression(
                    settings.attributes(),
                    scope.keep(features),
                    scope.keep(model.imageEmbedding(features)),
                    scope.keep(probabilities));
        }
    }

    /** Captions in the space shared with pictures [captions, projection], rows of length 1; belongs to the open scope. */
    public Tensor textEmbeddings(List<String> captions) {
        try (NoGradGuard off = new NoGradGuard();
                Scope scope = Scope.open()) {
            Tensor pooled = text.encode(captions, 0).require(Conditioning.POOLED);
            return scope.keep(model.textEmbedding(pooled));
        }
    }

    /** Frees the weights; it must not be used any more. */
    @Override
    public void close() {
        loader.close();
    }
}
