package io.diffusion4j.families.singlefile;

import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.pipelines.checkpoints.FilePart;
import java.util.Optional;

/** The text encoders that a file may bring along: CLIP's small and large one, and T5. */
public record BundledEncoders(OriginalFile file) {
    private static final String PLAIN = "CLIPTextModel";
    private static final String PROJECTING = "CLIPTextModelWithProjection";

    /** The small CLIP, whose pooled state is not projected. */
    public FilePart smallClip(String component, String tokenizer) {
        return clip(component, tokenizer, "clip_l", PLAIN);
    }

    /**
     * The small CLIP, whose pooled state is projected. Files leave the projection out where it changes nothing, so
     * without one the plain model gives the same.
     */
    public FilePart smallProjectingClip(String component, String tokenizer) {
        boolean projects = file.encoder("clip_l")
                .map(weights -> weights.names().contains("text_projection.weight"))
                .orElse(true);
        return clip(component, tokenizer, "clip_l", projects ? PROJECTING : PLAIN);
    }

    public FilePart largeClip(String component, String tokenizer) {
        return clip(component, tokenizer, "clip_g", PROJECTING);
    }

    /** Its tokenizer is in no such file. */
    public FilePart t5(String component, String tokenizer) {
        return part(component, "t5xxl", "T5EncoderModel").withTokenizer(tokenizer, false);
    }

    private FilePart clip(String component, String tokenizer, String name, String className) {
        return part(component, name, className).withTokenizer(tokenizer, true);
    }

    private FilePart part(String component, String name, String className) {
        Optional<TensorSource> weights = file.encoder(name);
        return FilePart.of(
                component, className, ReferenceConfigs.resource(BundledEncoders.class, name + ".json"), weights);
    }
}
