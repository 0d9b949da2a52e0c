package io.diffusion4j.app.parity;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.text.TextEncoderProvider;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.pipelines.adapters.AdapterSettings;
import io.diffusion4j.pipelines.adapters.Adapters;
import io.diffusion4j.pipelines.checkpoints.CheckpointOptions;
import io.diffusion4j.pipelines.checkpoints.Checkpoints;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenModel;
import io.diffusion4j.testkit.golden.GoldenSetup;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** A model with adapters merged at one scale. */
record AdapterCase(String name, GoldenFile file, double scale) implements GoldenCase {
    private static final String ADAPTER = "lora.safetensors";

    @Override
    public void run(GoldenSetup setup, Checks checks) {
        Path goldens = file.folder().getParent().getParent();
        Path model = goldens.resolve(file.json().get("base_checkpoint").asText());
        try (Checkpoint checkpoint = Checkpoints.open(model, CheckpointOptions.defaults());
                Adapters adapters = Adapters.open(settings(), checkpoint);
                TensorSource tensors = file.tensors()) {
            new Comparison(setup, checkpoint, adapters, tensors, checks).run();
        }
    }

    private List<AdapterSettings> settings() {
        Path folder = file.folder();
        if (!file.caseName().equals("two_adapters")) {
            return List.of(AdapterSettings.of(folder.resolve(ADAPTER), scale));
        }
        return List.of(
                unetOnly(folder.resolveSibling("peft").resolve(ADAPTER), 0.7 * scale),
                unetOnly(folder.resolveSibling("kohya").resolve(ADAPTER), 0.4 * scale));
    }

    private static AdapterSettings unetOnly(Path adapter, double scale) {
        return new AdapterSettings(
                adapter, Optional.of(scale), Optional.of(Map.of("text_encoder", 0.0)), Optional.empty());
    }

    private final class Comparison {
        private final GoldenSetup setup;
        private final Checkpoint checkpoint;
        private final Adapters adapters;
        private final TensorSource tensors;
        private final Checks checks;

        Comparison(GoldenSetup setup, Checkpoint checkpoint, Adapters adapters, TensorSource tensors, Checks checks) {
            this.setup = setup;
            this.checkpoint = checkpoint;
            this.adapters = adapters;
            this.tensors = tensors;
            this.checks = checks;
        }

        void run() {
            Component unet = checkpoint.require("unet");
            TensorSource base = unet.weights().orElseThrow();
            unet("unet_out.base", unet, base);
            unet("unet_out.scale" + scale, unet, adapters.over("unet", base));
            text("text_out.scale" + scale, checkpoint.require("text_encoder"));
        }

        private void unet(String output, Component component, TensorSource weights) {
            Provider<?, ?> provider = setup.provider(BackboneProvider.class, component.className());
            try (GoldenModel<Backbone> model =
                    GoldenModel.load(setup, Backbone.class, provider, component.config(), weights, Optional.empty())) {
                Tensor sample = tensors.open("in.sample");
                compare(
                        output,
                        model.part()
                                .forward(
                                        sample,
                                        tensors.open("in.timestep").expand(sample.size(0)),
                                        Conditioning.ofContext(tensors.open("in.encoder_hidden_states"))));
            }
        }

        private void text(String output, Component component) {
            Provider<?, ?> provider = setup.provider(TextEncoderProvider.class, component.className());
            TensorSource weights =
                    adapters.over(component.name(), component.weights().orElseThrow());
            try (GoldenModel<TextEncoder> model = GoldenModel.load(
                    setup, TextEncoder.class, provider, component.config(), weights, checkpoint.folder("tokenizer"))) {
                compare(
                        output,
                        model.part().encode(tensors.open("in.input_ids"), 0).require(Conditioning.CONTEXT));
            }
        }

        private void compare(String output, Tensor got) {
            checks.close(output, got, tensors.open(output), tolerance());
        }

        private double tolerance() {
            return file.json().get("tolerance").get("scale" + scale).get("atol").asDouble();
        }
    }
}
