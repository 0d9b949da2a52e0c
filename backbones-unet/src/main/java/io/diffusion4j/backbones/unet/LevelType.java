package io.diffusion4j.backbones.unet;

import java.util.Arrays;
import java.util.List;

/** What the layers of one resolution level consist of. */
public enum LevelType {
    /** Residual blocks only. */
    RESNET("DownBlock2D", "UpBlock2D"),
    /** Residual blocks, each followed by a transformer that attends to the context. */
    CROSS_ATTENTION("CrossAttnDownBlock2D", "CrossAttnUpBlock2D");

    private final String referenceDown;
    private final String referenceUp;

    LevelType(String referenceDown, String referenceUp) {
        this.referenceDown = referenceDown;
        this.referenceUp = referenceUp;
    }

    static List<String> referenceDownNames() {
        return Arrays.stream(values()).map(type -> type.referenceDown).toList();
    }

    static List<String> referenceUpNames() {
        return Arrays.stream(values()).map(type -> type.referenceUp).toList();
    }

    static LevelType ofReference(String name) {
        return Arrays.stream(values())
                .filter(type -> type.referenceDown.equals(name) || type.referenceUp.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no level type '" + name + "'"));
    }
}
