package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.CheckpointLayout;
import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.checkpoint.ComponentCheckpoint;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.TensorView;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Stable Diffusion 1.x and 2.x under the names of the original latent diffusion code; other tensors are left out. */
final class LatentDiffusionLayout implements CheckpointLayout {
    private static final RenameRules UNET = RenameRules.resource(LatentDiffusionLayout.class, "ldm-unet.rules");
    private static final String UNET_PREFIX = "model.diffusion_model";
    private static final String VAE_PREFIX = "first_stage_model";
    private static final String CLIP_PREFIX = "cond_stage_model.transformer";
    private static final String OPEN_CLIP_PREFIX = "cond_stage_model.model";

    @Override
    public String type() {
        return "latent-diffusion";
    }

    @Override
    public String summary() {
        return "Stable Diffusion 1.x and 2.x in one file with the original names";
    }

    @Override
    public boolean recognizes(SafetensorsFile file) {
        return LatentDiffusionFamily.of(file).isPresent();
    }

    @Override
    public Checkpoint open(Path location, SafetensorsFile file, Optional<Path> folder) {
        ModelConfigs configs = folder.<ModelConfigs>map(FolderConfigs::in)
                .orElseGet(() -> LatentDiffusionFamily.of(file).orElseThrow().configs(file));
        List<Component> components = Stream.of(
                        component("unet", configs, unet(file)),
                        component("vae", configs, VaeNames.fromOriginal(part(file, VAE_PREFIX, "VAE"))),
                        component("text_encoder", configs, textEncoder(file, configs)),
                        new Component(
                                "scheduler",
                                configs.index().classes().getOrDefault("scheduler", ""),
                                configs.config("scheduler"),
                                Optional.empty()))
                .toList();
        Map<String, Path> folders = new HashMap<>();
        configs.folder("tokenizer").ifPresent(tokenizer -> folders.put("tokenizer", tokenizer));
        return new ComponentCheckpoint(location, configs.index().pipelineClass(), components, folders);
    }

    private static Component component(String name, ModelConfigs configs, TensorSource weights) {
        String className = configs.index().classes().getOrDefault(name, "");
        return new Component(name, className, configs.config(name), Optional.of(weights));
    }

    private static TensorSource unet(TensorSource file) {
        return TensorView.renamed(part(file, UNET_PREFIX, "UNet"), name -> Optional.of(UNET.apply(name)));
    }

    private static TensorSource textEncoder(TensorSource file, ModelConfigs configs) {
        TensorSource openClip = TensorView.below(file, OPEN_CLIP_PREFIX);
        if (openClip.names().isEmpty()) {
            return ClipNames.withoutProjection(part(file, CLIP_PREFIX, "text encoder"));
        }
        return OpenClipNames.current(openClip, configs.config("text_encoder").integer("num_hidden_layers", 12));
    }

    private static TensorSource part(TensorSource file, String prefix, String what) {
        TensorSource part = TensorView.below(file, prefix);
        if (part.names().isEmpty()) {
            throw new CheckpointException(file.location() + ": the file has no " + what + " (no names below " + prefix
                    + "); a whole model is needed");
        }
        return part;
    }
}
