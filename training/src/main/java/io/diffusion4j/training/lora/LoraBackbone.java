package io.diffusion4j.training.lora;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.WeightLoader;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.pipelines.adapters.LoraPair;
import io.diffusion4j.training.denoiser.ModelFolder;
import io.diffusion4j.training.denoiser.TrainedBackbone;
import io.diffusion4j.training.parameters.FanIn;
import io.diffusion4j.training.parameters.Parameters;
import io.diffusion4j.training.task.TrainingContext;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/** A frozen backbone and the factors of its changes. */
final class LoraBackbone implements TrainedBackbone {
    /** Before the names of the factors in checkpoints of a run. */
    static final String NAME = "lora";
    /** What is written into the folder of the finished model. */
    static final String FILE = "lora.safetensors";

    private final ModelFolder folder;
    private final LoraSettings settings;
    private final WeightLoader loader;
    private final Map<String, LoraPair> layers;
    private final Backbone backbone;

    private LoraBackbone(
            ModelFolder folder,
            LoraSettings settings,
            WeightLoader loader,
            Map<String, LoraPair> layers,
            Backbone backbone) {
        this.folder = folder;
        this.settings = settings;
        this.loader = loader;
        this.layers = layers;
        this.backbone = backbone;
    }

    static LoraBackbone begin(LoraSettings settings, TrainingContext context, ModelFolder folder) {
        TensorSource source = folder.checkpoint()
                .require(folder.component())
                .weights()
                .orElseThrow(
                        () -> new ConfigurationException("task.model: %s has no weights of %s, which an adapter is of"
                                .formatted(folder.path(), folder.component())));
        Map<String, TensorInfo> targets = LoraTargets.find(source, settings.targets());
        double alpha = settings.alpha().orElse((double) settings.rank());
        Map<String, LoraPair> layers = pairs(context.parameters(), targets, settings.rank(), alpha);
        WeightLoader loader = new WeightLoader(context.device(), DType.FLOAT32);
        Function<Weights, Backbone> constructor = folder.constructor(context);
        return new LoraBackbone(folder, settings, loader, layers, adapted(source, loader, layers, constructor));
    }

    /** A is random and B is 0, so training begins with the model as it is. */
    static Map<String, LoraPair> pairs(Parameters parameters, Map<String, TensorInfo> targets, int rank, double alpha) {
        return parameters.model(
                NAME,
                weights -> {
                    Map<String, LoraPair> pairs = new TreeMap<>();
                    targets.forEach((layer, info) -> pairs.put(layer, pair(weights.at(layer), info, rank, alpha)));
                    return pairs;
                },
                new FanIn(List.of("lora_B.weight"), List.of()));
    }

    private static LoraPair pair(Weights weights, TensorInfo target, int rank, double alpha) {
        long[] down = target.shapeArray();
        down[0] = rank;
        long[] up = new long[down.length];
        Arrays.fill(up, 1);
        up[0] = target.shape().get(0);
        up[1] = rank;
        return new LoraPair(weights.get("lora_A.weight", down), weights.get("lora_B.weight", up), alpha);
    }

    /** Constructs the model anew in every pass, over the weights as they are then. */
    static Backbone adapted(
            TensorSource source,
            WeightLoader loader,
            Map<String, LoraPair> layers,
            Function<Weights, Backbone> constructor) {
        AtomicReference<Weights> frozen = new AtomicReference<>();
        BackboneInfo info = loader.load(source, weights -> {
                    frozen.set(weights);
                    return constructor.apply(weights);
                })
                .info();
        Weights weights = new LoraWeights(frozen.get(), layers, "");
        return new Backbone() {
            @Override
            public BackboneInfo info() {
                return info;
            }

            @Override
            public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
                try (Scope scope = Scope.open()) {
                    return scope.keep(constructor.apply(weights).forward(sample, timestep, conditioning));
                }
            }
        };
    }

    @Override
    public Backbone backbone() {
        return backbone;
    }

    @Override
    public Checkpoint checkpoint() {
        return folder.checkpoint();
    }

    @Override
    public void export(Path target) {
        try (Scope scope = Scope.open()) {
            Map<String, LoraPair> converted = new TreeMap<>(layers);
            settings.exportDtype().dtype().ifPresent(dtype -> converted.replaceAll((layer, pair) -> pair.as(dtype)));
            settings.format().write(target.resolve(FILE), folder.component(), converted);
        }
    }

    @Override
    public void close() {
        loader.close();
    }
}
