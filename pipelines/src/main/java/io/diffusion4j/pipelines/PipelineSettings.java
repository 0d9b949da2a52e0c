package io.diffusion4j.pipelines;

import io.diffusion4j.autoencoders.LowMemorySettings;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.DefaultType;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.pipelines.adapters.AdapterSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a YAML file holds: the model, how to run it, and what to make. A file with only {@code model} is complete. */
@Doc("A Diffusion4J pipeline")
public record PipelineSettings(
        @Doc("Checkpoint: a diffusers folder, a .safetensors file, or org/name in the local Hugging Face cache")
        Optional<String> model,

        @Doc("Which variant of the weight files to take, such as fp16")
        Optional<String> variant,

        @Doc("Diffusers folder for a single-file checkpoint: its configs hold, and what the file lacks comes from it;"
                + " the family's published configs if left out")
        Optional<Path> modelConfig,

        @Doc("LoRA and other adapter files that are merged into the model's weights")
        List<AdapterSettings> adapters,

        @Doc("Folder with the adapters that prompts name, as in <lora:watercolor:0.8>")
        Path loraFolder,

        @Doc("Where to compute: auto, cpu, cuda or cuda:N") String device,

        @Doc("Precision of weights and activations; auto keeps what the checkpoint has where that is fast")
        Precision dtype,

        @Doc(
                "Which weights are in memory: all (none), those of one stage (components), two blocks (blocks); or what fits")
        Offload offload,

        @Doc("The attention kernel; auto if left out") @DefaultType("auto")
        Optional<Part<AttentionProvider<?>>> attention,

        @Doc("How the autoencoder saves memory") LowMemorySettings autoencoder,
        @Doc("Folders with plugin jars") List<Path> plugins,

        @Doc("Folder for images, or a file name ending in .png")
        Path output,

        @Doc("What to make") GenerationRequest request) {

    public PipelineSettings {
        Constraints.check(
                PipelineSettings.class,
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
        adapters = List.copyOf(adapters);
        plugins = List.copyOf(plugins);
    }

    public static PipelineSettings defaults() {
        return new PipelineSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Path.of("loras"),
                "auto",
                Precision.AUTO,
                Offload.AUTO,
                Optional.empty(),
                LowMemorySettings.defaults(),
                List.of(),
                Path.of("output"),
                GenerationRequest.defaults());
    }

    /** The settings for a model with everything else left to defaults. */
    public static PipelineSettings of(Path model) {
        return defaults().withModel(model.toString());
    }

    public PipelineSettings withModel(String newModel) {
        return with(draft -> draft.model = Optional.of(newModel));
    }

    public PipelineSettings withAdapters(List<AdapterSettings> newAdapters) {
        return with(draft -> draft.adapters = newAdapters);
    }

    public PipelineSettings withLoraFolder(Path newLoraFolder) {
        return with(draft -> draft.loraFolder = newLoraFolder);
    }

    public PipelineSettings withRequest(GenerationRequest newRequest) {
        return with(draft -> draft.request = newRequest);
    }

    /** @param newDevice {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N} */
    public PipelineSettings withDevice(String newDevice) {
        return with(draft -> draft.device = newDevice);
    }

    public PipelineSettings withDtype(Precision newDtype) {
        return with(draft -> draft.dtype = newDtype);
    }

    public PipelineSettings withOffload(Offload newOffload) {
        return with(draft -> draft.offload = newOffload);
    }

    public PipelineSettings withAttention(Part<AttentionProvider<?>> newAttention) {
        return with(draft -> draft.attention = Optional.of(newAttention));
    }

    public PipelineSettings withAutoencoder(LowMemorySettings newAutoencoder) {
        return with(draft -> draft.autoencoder = newAutoencoder);
    }

    private PipelineSettings with(Consumer<SettingsDraft> change) {
        SettingsDraft draft = new SettingsDraft(this);
        change.accept(draft);
        return draft.settings();
    }
}
