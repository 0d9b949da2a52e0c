package io.diffusion4j.pipelines.adapters;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One adapter file, and how much of it is merged into the model. */
@Doc("A LoRA, LoHa or LoKr file that is merged into the model's weights")
public record AdapterSettings(
        @Doc("The .safetensors file, with the names of diffusers, PEFT or kohya")
        Path file,

        @Doc("How much of the change is added to the weights; 1 if left out, and less than 0 for the opposite")
        @Range(min = -100, max = 100)
        Optional<Double> scale,

        @Doc("Other scales for some components, such as text_encoder; a component with 0 is left as it is")
        Optional<Map<String, Double>> scales,

        @Doc("The SHA-256 that the file must have, in hexadecimal; manifests hold it, so that a replay is exact")
        Optional<String> digest) {

    public AdapterSettings {
        Constraints.check(AdapterSettings.class, file, scale, scales, digest);
        scales = scales.map(Map::copyOf);
        if (digest.isPresent() && !digest.get().matches("[0-9a-f]{64}")) {
            throw new InvalidSetting("digest", "must be 64 hexadecimal digits in lower case, got " + digest.get());
        }
    }

    /** The file at that scale in all components. */
    public static AdapterSettings of(Path file, double scale) {
        return new AdapterSettings(file, Optional.of(scale), Optional.empty(), Optional.empty());
    }

    /** What the change of a component's weights is multiplied by. @param component {@code unet} */
    public double scaleOf(String component) {
        return scales.flatMap(all -> Optional.ofNullable(all.get(component)))
                .or(() -> scale)
                .orElse(1.0);
    }
}
