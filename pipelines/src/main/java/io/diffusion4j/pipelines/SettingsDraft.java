package io.diffusion4j.pipelines;

import io.diffusion4j.autoencoders.LowMemorySettings;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.pipelines.adapters.AdapterSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Settings that can still be changed: where the copying methods of the record change one component. */
final class SettingsDraft {
    Optional<String> model;
    Optional<String> variant;
    Optional<Path> modelConfig;
    List<AdapterSettings> adapters;
    Path loraFolder;
    String device;
    Precision dtype;
    Offload offload;
    Optional<Part<AttentionProvider<?>>> attention;
    LowMemorySettings autoencoder;
    List<Path> plugins;
    Path output;
    GenerationRequest request;

    SettingsDraft(PipelineSettings settings) {
        model = settings.model();
        variant = settings.variant();
        modelConfig = settings.modelConfig();
        adapters = settings.adapters();
        loraFolder = settings.loraFolder();
        device = settings.device();
        dtype = settings.dtype();
        offload = settings.offload();
        attention = settings.attention();
        autoencoder = settings.autoencoder();
        plugins = settings.plugins();
        output = settings.output();
        request = settings.request();
    }

    PipelineSettings settings() {
        return new PipelineSettings(
                model,
                variant,
                modelConfig,
                adapters,
                loraFolder,
                device,
                dtype,
                offload,
                attention,
                autoencoder,
                plugins,
                output,
                request);
    }
}
