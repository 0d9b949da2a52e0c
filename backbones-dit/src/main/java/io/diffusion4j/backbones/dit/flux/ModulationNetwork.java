package io.diffusion4j.backbones.dit.flux;

import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import io.diffusion4j.backbones.dit.blocks.EmbeddingPerceptron;
import io.diffusion4j.backbones.dit.blocks.RmsNorm;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.nn.SinusoidalEmbedding;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Makes every shift, scale and gate of a model of its number and the timestep: one small network, distilled from the layers
 * that each block of FLUX.1 has for that.
 */
final class ModulationNetwork {
    /** What torch takes for float32 if nobody says otherwise. */
    private static final double EPSILON = 0x1p-23;
    /** Brings noise levels and numbers of modulations to the range of the sinusoids. */
    private static final double UNITS = 1000;

    private final long count;
    private final SinusoidalEmbedding ofTime;
    private final SinusoidalEmbedding ofNumber;
    private final Linear in;
    private final List<RmsNorm> norms;
    private final List<EmbeddingPerceptron> layers;
    private final Linear out;

    private ModulationNetwork(Weights weights, ChromaSettings settings, long count) {
        int channels = settings.approximatorChannels();
        int hidden = settings.approximatorHiddenDim();
        this.count = count;
        this.ofTime = new SinusoidalEmbedding(channels / 4, true, 0);
        this.ofNumber = new SinusoidalEmbedding(channels / 2, true, 0);
        this.in = Linear.of(weights.at("in_proj"), channels, hidden);
        this.norms = IntStream.range(0, settings.approximatorLayers())
                .mapToObj(i -> RmsNorm.of(weights.at("norms").at(i), hidden, EPSILON))
                .toList();
        this.layers = IntStream.range(0, settings.approximatorLayers())
                .mapToObj(i -> EmbeddingPerceptron.of(weights.at("layers").at(i), hidden, hidden, Activation.SILU))
                .toList();
        this.out = Linear.of(weights.at("out_proj"), hidden, settings.width());
    }

    /** @param count number of shifts, scales and gates in the model */
    static ModulationNetwork of(Weights weights, ChromaSettings settings, long count) {
        return new ModulationNetwork(weights, settings, count);
    }

    /** @param noiseLevel [batch], from 0 to 1 @return [batch, count, width]; belongs to the open scope */
    Tensor apply(Tensor noiseLevel, ScalarType dtype) {
        try (Scope scope = Scope.open()) {
            Tensor x = in.apply(sinusoids(noiseLevel).toType(dtype));
            for (int i = 0; i < layers.size(); i++) {
                x = x.add(layers.get(i).apply(norms.get(i).apply(x)));
            }
            return scope.keep(out.apply(x));
        }
    }

    /** Of timestep, of a guidance scale that is always 0, and of the number [batch, count, channels]. */
    private Tensor sinusoids(Tensor noiseLevel) {
        long batch = noiseLevel.size(0);
        Tensor time = noiseLevel.toType(ScalarType.Float).mul(new Scalar(UNITS));
        Tensor both = cat(new TensorVector(ofTime.apply(time), ofTime.apply(zeros_like(time))), 1);
        TensorOptions options = new TensorOptions(ScalarType.Float).device(new DeviceOptional(noiseLevel.device()));
        Tensor numbers = ofNumber.apply(arange(new Scalar(count), options).mul_(new Scalar(UNITS)));
        return cat(
                new TensorVector(
                        both.unsqueeze(1).expand(batch, count, both.size(1)),
                        numbers.unsqueeze(0).expand(batch, count, numbers.size(1))),
                2);
    }
}
