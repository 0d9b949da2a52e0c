package io.diffusion4j.families.stablediffusion;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.CheckpointLayout;
import io.diffusion4j.core.checkpoint.PublishedModel;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.TensorView;
import io.diffusion4j.families.singlefile.OriginalFile;
import io.diffusion4j.pipelines.checkpoints.CompanionFolder;
import io.diffusion4j.pipelines.checkpoints.FilePart;
import io.diffusion4j.pipelines.checkpoints.RenameRules;
import io.diffusion4j.pipelines.checkpoints.SingleFileModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Stable Diffusion 1.x and 2.x under the names of the original latent diffusion code; other tensors are left out. */
public final class StableDiffusionFileLayout implements CheckpointLayout {
    private static final RenameRules UNET = RenameRules.resource(StableDiffusionFileLayout.class, "ldm-unet.rules");
    private static final Pattern XL =
            Pattern.compile("(conditioner\\.embedders|model\\.diffusion_model\\.label_emb)\\..*");

    @Override
    public String type() {
        return "stable-diffusion";
    }

    @Override
    public String summary() {
        return "Stable Diffusion 1.x and 2.x in one file with the original names";
    }

    @Override
    public boolean recognizes(SafetensorsFile file) {
        return StableDiffusionShapes.of(file).isPresent();
    }

    @Override
    public Optional<String> resembles(SafetensorsFile file) {
        return file.names().stream().anyMatch(XL.asMatchPredicate())
                ? Optional.of("Stable Diffusion XL as a single file")
                : Optional.empty();
    }

    @Override
    public Checkpoint open(Path location, SafetensorsFile file, Optional<Path> configs) {
        StableDiffusionShapes shapes = StableDiffusionShapes.of(file).orElseThrow();
        Optional<CompanionFolder> companion = configs.map(CompanionFolder::of);
        String pipeline = companion
                .map(folder -> folder.index().pipelineClass())
                .or(shapes::pipelineClass)
                .orElseThrow(() -> unknown(location, shapes));
        if (companion.isEmpty() && shapes.model().isEmpty()) {
            throw unknown(location, shapes);
        }
        PublishedModel published = shapes.model().orElse(StableDiffusionFamily.SD15);
        OriginalFile original = new OriginalFile(file);
        ReferenceConfig vae = published.config("vae");
        ReferenceConfig scheduler = published.config("scheduler");
        boolean given = companion.flatMap(folder -> folder.config("scheduler")).isPresent();
        SingleFileModel model = new SingleFileModel(location, pipeline, companion);
        return model.of(
                model.scheduler(given ? scheduler : shapes.withPrediction(scheduler, file)),
                List.of(
                        unet(original.transformer(), published.config("unet"))
                                .withFacts(Map.of("in_channels", shapes.inChannels())),
                        FilePart.of("vae", vae.className(), vae, original.vae()),
                        textEncoder(original, published.config("text_encoder"), companion)));
    }

    private static FilePart unet(TensorSource original, ReferenceConfig published) {
        TensorSource weights = TensorView.renamed(original, name -> Optional.of(UNET.apply(name)));
        return FilePart.of("unet", published.className(), published, Optional.of(weights));
    }

    /** OpenCLIP's last layer is in the file and not used. */
    private static FilePart textEncoder(
            OriginalFile original, ReferenceConfig published, Optional<CompanionFolder> companion) {
        ReferenceConfig config =
                companion.flatMap(folder -> folder.config("text_encoder")).orElse(published);
        Optional<TensorSource> weights = original.below("cond_stage_model.model")
                .map(openClip -> OpenClipNames.current(openClip, config.integer("num_hidden_layers", 12)))
                .or(() -> original.below("cond_stage_model.transformer"));
        return FilePart.of("text_encoder", "CLIPTextModel", published, weights).withTokenizer("tokenizer", true);
    }

    private static CheckpointException unknown(Path location, StableDiffusionShapes shapes) {
        return new CheckpointException(location + ": the UNet takes " + shapes.inChannels()
                + " channels and text states of width " + shapes.contextWidth()
                + ", but the configs known here are for 4 or 9 channels and widths 768 and 1024; give a folder with the"
                + " model's configs as `model-config`");
    }
}
