package io.diffusion4j.backbones.unet;

import io.diffusion4j.attention.AutoAttentionProvider;
import io.diffusion4j.attention.NoSettings;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.WeightLoader;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/** Small networks with the reference's inputs and results. */
final class Goldens {
    static final Path SD1 = at("unet/sd1");

    private Goldens() {}

    /** Made anew: a constant would belong to whatever scope is open when this class is first used. */
    static Device cpu() {
        return new Device("cpu");
    }

    static Path at(String path) {
        return Path.of(System.getProperty("goldens")).resolve(path);
    }

    static ReferenceConfig config(Path folder) {
        return ReferenceConfigs.read(folder.resolve("config.json"));
    }

    static TensorSource weights(Path folder) {
        return SafetensorsFile.open(folder.resolve("diffusion_pytorch_model.safetensors"));
    }

    static AttentionKernel attention() {
        return new AutoAttentionProvider().create(NoSettings.defaults(), PartContext.bare(cpu(), DType.FLOAT32));
    }

    /** @param loader owns the weights */
    static Backbone load(Path folder, TensorSource weights, WeightLoader loader, DType dtype) {
        UNet2DConditionProvider provider = new UNet2DConditionProvider();
        UNet2DConditionSettings settings = provider.fromReference(config(folder));
        return loader.load(
                weights,
                w -> provider.create(settings, new PartContext(cpu(), dtype, w, attention(), Optional.empty())));
    }

    /** The result for the inputs of a call. */
    static Tensor result(Backbone backbone, TensorSource golden, String call, DType dtype) {
        return backbone.forward(
                golden.open(call + "in.sample").toType(dtype.scalarType()),
                golden.open(call + "in.timestep").reshape(-1),
                Conditioning.ofContext(golden.open(call + "in.encoder_hidden_states")));
    }

    static double furthest(Tensor a, Tensor b) {
        double[] left = HostData.doubles(a);
        double[] right = HostData.doubles(b);
        double furthest = left.length == right.length ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            double distance = Math.abs(left[i] - right[i]);
            furthest = Double.isNaN(distance) ? Double.POSITIVE_INFINITY : Math.max(furthest, distance);
        }
        return furthest;
    }
}
