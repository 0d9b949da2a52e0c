package io.diffusion4j.families.flux;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.CheckpointLayout;
import io.diffusion4j.core.checkpoint.Component;
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

/** FLUX.1 under its original names: mostly the transformer alone, sometimes with encoders and autoencoder. */
public final class FluxFileLayout implements CheckpointLayout {
    private static final Map<String, Object> VAE_FACTS = Map.of("scaling_factor", 0.3611, "shift_factor", 0.1159);

    @Override
    public String type() {
        return "flux";
    }

    @Override
    public String summary() {
        return "FLUX.1 dev or schnell in one file with the original names, also the transformer alone";
    }

    @Override
    public boolean recognizes(SafetensorsFile file) {
        return new OriginalFile(file)
                .hasTransformer(
                        "img_in.weight",
                        "vector_in.in_layer.weight",
                        "double_blocks.0.img_attn.qkv.weight",
                        "single_blocks.0.linear1.weight",
                        "final_layer.linear.weight");
    }

    @Override
    public Optional<String> resembles(SafetensorsFile file) {
        return new OriginalFile(file).hasTransformer(Pattern.compile("(double_blocks|single_blocks)\\..*"))
                ? Optional.of("a part or another form of FLUX")
                : Optional.empty();
    }

    @Override
    public Checkpoint open(Path location, SafetensorsFile file, Optional<Path> configs) {
        OriginalFile original = new OriginalFile(file);
        FluxShapes shapes = FluxShapes.of(original.transformer());
        Optional<CompanionFolder> companion = configs.map(CompanionFolder::of);
        BundledEncoders encoders = new BundledEncoders(original);
        ReferenceConfig vae =
                ReferenceConfigs.resource(OriginalFile.class, "vae.json").with(VAE_FACTS);
        SingleFileModel model = new SingleFileModel(location, "FluxPipeline", companion);
        return model.of(
                scheduler(model, shapes),
                List.of(
                        transformer(shapes, companion),
                        FilePart.of("vae", vae.className(), vae, original.vae()),
                        encoders.smallClip("text_encoder", "tokenizer"),
                        encoders.t5("text_encoder_2", "tokenizer_2")));
    }

    private static FilePart transformer(FluxShapes shapes, Optional<CompanionFolder> companion) {
        if (companion.isEmpty() && shapes.headSize() != FluxShapes.HEAD_SIZE) {
            throw new CheckpointException(shapes.transformer().location() + ": the transformer has heads of "
                    + shapes.headSize() + " channels where the published models have " + FluxShapes.HEAD_SIZE
                    + ", and the file does not tell how positions are divided among them; give a folder with the model's"
                    + " configs as `model-config`");
        }
        ReferenceConfig published = new ReferenceConfig(shapes.transformer().location(), Map.of());
        return FilePart.of(
                        TransformerConfig.COMPONENT, "FluxTransformer2DModel", published, Optional.of(shapes.weights()))
                .withFacts(shapes.facts());
    }

    /** Dev and schnell differ in it, so the folder of one that lends its encoders to the other keeps its scheduler. */
    private static Component scheduler(SingleFileModel model, FluxShapes shapes) {
        ReferenceConfig published = (shapes.guided() ? FluxFamily.DEV : FluxFamily.SCHNELL).config("scheduler");
        boolean other = model.companion()
                .flatMap(folder -> folder.config(TransformerConfig.COMPONENT))
                .filter(config -> config.flag("guidance_embeds", false) != shapes.guided())
                .isPresent();
        return other ? SingleFileModel.publishedScheduler(published) : model.scheduler(published);
    }
}
