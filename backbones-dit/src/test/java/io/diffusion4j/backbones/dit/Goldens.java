package io.diffusion4j.backbones.dit;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.GoldenModel;
import io.diffusion4j.testkit.golden.GoldenSetup;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Small networks with the reference's inputs and results. */
final class Goldens {
    private Goldens() {}

    static Path at(String path) {
        return Path.of(System.getProperty("goldens")).resolve(path);
    }

    static TensorSource weights(Path folder) {
        return SafetensorsFile.open(folder.resolve("diffusion_pytorch_model.safetensors"));
    }

    static TensorSource calls(Path folder) {
        return SafetensorsFile.open(folder.resolve("golden.safetensors"));
    }

    static GoldenModel<Backbone> load(Path folder, TensorSource weights) {
        ReferenceConfig config = ReferenceConfigs.read(folder.resolve("config.json"));
        GoldenSetup setup = GoldenSetup.cpu(ServiceProviders.ofClassPath());
        return GoldenModel.load(
                setup,
                Backbone.class,
                setup.provider(BackboneProvider.class, config.className()),
                config,
                weights,
                Optional.empty());
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
