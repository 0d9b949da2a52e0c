package io.diffusion4j.app.parity;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.AutoencoderProvider;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.pipelines.checkpoints.CheckpointOptions;
import io.diffusion4j.pipelines.checkpoints.Checkpoints;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenModel;
import io.diffusion4j.testkit.golden.GoldenSetup;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** One component folder, computed in float32 from the stored weights. */
record StoredVariantCase(String name, GoldenFile file, Path folder, String toleranceName) implements GoldenCase {
    @Override
    public void run(GoldenSetup setup, Checks checks) {
        String stored = folder.getFileName().toString();
        Component component =
                Checkpoints.openComponent(folder, stored, new CheckpointOptions(Optional.empty(), Optional.empty()));
        double tolerance =
                file.json().get("tolerance").get(toleranceName).get("atol").asDouble();
        try (TensorSource weights = component.weights().orElseThrow();
                TensorSource tensors = file.tensors()) {
            new Comparison(setup, component, weights, tensors, checks, tolerance).run();
        }
    }

    private record Comparison(
            GoldenSetup setup,
            Component component,
            TensorSource weights,
            TensorSource tensors,
            Checks checks,
            double tolerance) {
        void run() {
            var backbone = setup.providers().findByReferenceClass(BackboneProvider.class, component.className());
            if (backbone.isPresent()) {
                backbone(backbone.get());
            } else {
                autoencoder(setup.provider(AutoencoderProvider.class, component.className()));
            }
        }

        private void backbone(Provider<?, ?> provider) {
            try (GoldenModel<Backbone> model = load(Backbone.class, provider)) {
                Tensor sample = tensors.open("in.sample");
                compare(
                        "out." + component.name(),
                        model.part()
                                .forward(
                                        sample,
                                        tensors.open("in.timestep").expand(sample.size(0)),
                                        Conditioning.ofContext(tensors.open("in.encoder_hidden_states"))));
            }
        }

        private void autoencoder(Provider<?, ?> provider) {
            try (GoldenModel<Autoencoder> model = load(Autoencoder.class, provider)) {
                compare("out.vae_decode", model.part().decode(tensors.open("in.vae_latent")));
                compare(
                        "out.vae_encode_mean",
                        model.part().encode(tensors.open("in.vae_image")).mean());
            }
        }

        private <T> GoldenModel<T> load(Class<T> type, Provider<?, ?> provider) {
            return GoldenModel.load(setup, type, provider, component.config(), weights, Optional.empty());
        }

        private void compare(String output, Tensor got) {
            checks.close(output, got, tensors.open(output), tolerance);
        }
    }
}
