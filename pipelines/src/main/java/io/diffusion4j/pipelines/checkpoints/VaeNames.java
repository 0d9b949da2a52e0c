package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.weights.TensorPart;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.TensorView;
import java.util.Map;
import java.util.regex.Pattern;

/** The names of AutoencoderKL's weights. Its attention used to have other names, and 1x1 convolutions as projections. */
public final class VaeNames {
    private static final RenameRules LEGACY = RenameRules.resource(VaeNames.class, "vae-legacy.rules");
    private static final RenameRules ORIGINAL = RenameRules.resource(VaeNames.class, "ldm-vae.rules");
    private static final Pattern PROJECTION = Pattern.compile(".*\\.attentions\\.\\d+\\.to_(q|k|v|out\\.0)\\.weight");

    private VaeNames() {}

    static TensorSource current(TensorSource source) {
        return renamed(source, LEGACY);
    }

    /** From the names of the original latent diffusion code. */
    public static TensorSource fromOriginal(TensorSource source) {
        return renamed(TensorView.keeping(source, name -> !name.startsWith("loss.")), ORIGINAL);
    }

    private static TensorSource renamed(TensorSource source, RenameRules rules) {
        return TensorView.mapped(source, part -> {
            String name = rules.apply(part.name());
            return Map.of(name, PROJECTION.matcher(name).matches() ? matrix(part) : part);
        });
    }

    private static TensorPart matrix(TensorPart part) {
        var shape = part.info().shape();
        boolean convolution = shape.size() == 4 && shape.get(2) == 1 && shape.get(3) == 1;
        return convolution ? part.reshaped(shape.subList(0, 2)) : part;
    }
}
