package io.diffusion4j.families.stablediffusion3;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.CheckpointLayout;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.families.TransformerConfig;
import io.diffusion4j.families.singlefile.BundledEncoders;
import io.diffusion4j.families.singlefile.OriginalFile;
import io.diffusion4j.pipelines.checkpoints.CompanionFolder;
import io.diffusion4j.pipelines.checkpoints.FilePart;
import io.diffusion4j.pipelines.checkpoints.SingleFileModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Stable Diffusion 3 and 3.5 under their original names, with text encoders, without T5, or without any. */
public final class StableDiffusion3FileLayout implements CheckpointLayout {
    private static final Map<String, Object> VAE_FACTS = Map.of("scaling_factor", 1.5305, "shift_factor", 0.0609);

    @Override
    public String type() {
        return "stable-diffusion-3";
    }

    @Override
    public String summary() {
        return "Stable Diffusion 3 or 3.5 in one file with the original names, also without text encoders";
    }

    @Override
    public boolean recognizes(SafetensorsFile file) {
        return new OriginalFile(file)
                .hasTransformer(
                        "x_embedder.proj.weight",
                        "context_embedder.weight",
                        "pos_embed",
                        "joint_blocks.0.x_block.attn.qkv.weight",
                        "final_layer.linear.weight");
    }

    @Override
    public Optional<String> resembles(SafetensorsFile file) {
        return new OriginalFile(file).hasTransformer(Pattern.compile("joint_blocks\\..*"))
                ? Optional.of("a part or another form of Stable Diffusion 3")
                : Optional.empty();
    }

    @Override
    public Checkpoint open(Path location, SafetensorsFile file, Optional<Path> configs) {
        OriginalFile original = new OriginalFile(file);
        StableDiffusion3Shapes shapes = StableDiffusion3Shapes.of(original.transformer());
        Optional<CompanionFolder> companion = configs.map(CompanionFolder::of);
        if (companion.isEmpty() && !shapes.tellsHeads()) {
            throw new CheckpointException(location + ": the file does not tell how many heads the transformer has, and"
                    + " its width is not that of a published model; give a folder with the model's configs as"
                    + " `model-config`");
        }
        BundledEncoders encoders = new BundledEncoders(original);
        ReferenceConfig vae =
                ReferenceConfigs.resource(OriginalFile.class, "vae.json").with(VAE_FACTS);
        SingleFileModel model = new SingleFileModel(location, "StableDiffusion3Pipeline", companion);
        return model.of(
                model.scheduler(StableDiffusion3Family.MEDIUM.config("scheduler")),
                List.of(
                        transformer(shapes),
                        FilePart.of("vae", vae.className(), vae, original.vae()),
                        encoders.smallProjectingClip("text_encoder", "tokenizer"),
                        encoders.largeClip("text_encoder_2", "tokenizer_2"),
                        encoders.t5("text_encoder_3", "tokenizer_3").optional()));
    }

    private static FilePart transformer(StableDiffusion3Shapes shapes) {
        return FilePart.of(
                        TransformerConfig.COMPONENT,
                        "SD3Transformer2DModel",
                        new ReferenceConfig(shapes.transformer().location(), shapes.published()),
                        Optional.of(shapes.weights()))
                .withFacts(shapes.facts());
    }
}
