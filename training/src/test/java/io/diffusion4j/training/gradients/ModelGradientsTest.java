package io.diffusion4j.training.gradients;

import static io.diffusion4j.training.gradients.GradientCheck.leaf;
import static io.diffusion4j.training.gradients.GradientCheck.normal;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.AutoencoderProvider;
import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.textencoders.clip.ClipTextEncoderProvider;
import io.diffusion4j.textencoders.clip.ClipTextModel;
import io.diffusion4j.textencoders.clip.ClipTextOutput;
import io.diffusion4j.textencoders.clip.ClipTextSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** Whole models as inference has them: what they compute in place does no harm to gradients. */
class ModelGradientsTest {
    private static final Path GOLDENS = Path.of(System.getProperty("goldens"));
    private static final Path SD15 = GOLDENS.resolve("pipelines/models/sd15");
    private static final Providers PROVIDERS = ServiceProviders.ofClassPath();

    static {
        Natives.start();
    }

    private final Device cpu = new Device("cpu");

    @Test
    void of_the_conditioned_unet() {
        try (Scope scope = Scope.open()) {
            check(SD15.resolve("unet"), leaf(1, 2, 4, 8, 8), Map.of(Conditioning.CONTEXT, leaf(2, 2, 5, 16)), 300);
        }
    }

    @Test
    void of_a_diffusion_transformer() {
        try (Scope scope = Scope.open()) {
            Tensor labels = HostData.tensor(new long[] {3, 9}, 2);
            check(GOLDENS.resolve("dit/p2"), leaf(1, 2, 4, 8, 8), Map.of(Conditioning.CLASS_LABELS, labels), 300);
        }
    }

    @Test
    void of_pixart() {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> condition = Map.of(
                    Conditioning.CONTEXT,
                    leaf(2, 2, 4, 24),
                    Conditioning.CONTEXT_MASK,
                    HostData.tensor(new long[] {1, 1, 1, 0, 1, 1, 1, 1}, 2, 4));
            check(GOLDENS.resolve("pixart/sigma"), leaf(1, 2, 4, 8, 8), condition, 300);
        }
    }

    @Test
    void of_stable_diffusion_3() {
        try (Scope scope = Scope.open()) {
            check(GOLDENS.resolve("mmdit/sd3-medium"), leaf(1, 2, 16, 8, 8), texts(40, 28), 300);
        }
    }

    /** With two attentions in a block and norms of queries and keys. */
    @Test
    void of_stable_diffusion_35() {
        try (Scope scope = Scope.open()) {
            check(GOLDENS.resolve("mmdit/sd35-medium"), leaf(1, 2, 16, 8, 8), texts(32, 24), 300);
        }
    }

    @Test
    void of_flux() {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> condition = new TreeMap<>(texts(24, 20));
            condition.put(Conditioning.GUIDANCE, HostData.tensor(new float[] {3.5F, 2}, 2));
            check(GOLDENS.resolve("flux/dev"), leaf(1, 2, 4, 8, 8), condition, 0.3);
        }
    }

    private static Map<String, Tensor> texts(long width, long pooledWidth) {
        return Map.of(Conditioning.CONTEXT, leaf(2, 2, 5, width), Conditioning.POOLED, leaf(3, 2, pooledWidth));
    }

    private void check(Path folder, Tensor sample, Map<String, Tensor> condition, double timestep) {
        ReferenceConfig config = ReferenceConfigs.read(folder.resolve("config.json"));
        Map<String, Tensor> inputs = new TreeMap<>(condition);
        inputs.values().removeIf(tensor -> !tensor.requires_grad());
        inputs.put("sample", sample);
        Tensor timesteps = HostData.tensor(new double[] {timestep, timestep / 2}, 2);
        try (CheckedModel<Backbone> backbone = new CheckedModel<>(
                weights -> part(BackboneProvider.class, config).create(Backbone.class, context(weights)))) {
            backbone.check(1, inputs, () -> backbone.model().forward(sample, timesteps, new Conditioning(condition)));
        }
    }

    @Test
    void of_the_autoencoder() {
        ReferenceConfig config = ReferenceConfigs.read(SD15.resolve("vae/config.json"));
        try (Scope scope = Scope.open();
                CheckedModel<Autoencoder> autoencoder = new CheckedModel<>(weights ->
                        part(AutoencoderProvider.class, config).create(Autoencoder.class, context(weights)))) {
            Tensor image = leaf(1, 1, 3, 16, 16);
            Tensor noise = normal(2, 1, 4, 4, 4);
            autoencoder.check(1, Map.of("image", image), () -> {
                Posterior posterior = autoencoder.model().encode(image);
                return autoencoder.model().decode(posterior.sample(noise));
            });
        }
    }

    @Test
    void of_the_text_encoder() {
        ClipTextSettings settings = new ClipTextEncoderProvider()
                .fromReference(ReferenceConfigs.read(SD15.resolve("text_encoder/config.json")));
        try (Scope scope = Scope.open();
                CheckedModel<ClipTextModel> encoder = new CheckedModel<>(
                        weights -> new ClipTextModel(settings, cpu, weights, AttentionGradientsTest.kernel("auto")))) {
            Tensor ids = HostData.tensor(new long[] {0, 7, 500, 2, 1, 0, 9, 2, 1, 1}, 2, 5);
            encoder.check(3, Map.of(), () -> {
                ClipTextOutput states = encoder.model().forward(ids);
                return torch.cat(
                        new TensorVector(
                                states.lastHiddenState().flatten(),
                                states.pooled().flatten()),
                        0);
            });
        }
    }

    private static <P extends Provider<?, ?>> Part<P> part(Class<P> kind, ReferenceConfig config) {
        return Part.ofReference(
                PROVIDERS.findByReferenceClass(kind, config.className()).orElseThrow(), config);
    }

    private PartContext context(Weights weights) {
        return new PartContext(cpu, DType.FLOAT64, weights, AttentionGradientsTest.kernel("auto"), Optional.empty());
    }
}
