package io.diffusion4j.app.parity;

import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenKind;
import java.util.ArrayList;
import java.util.List;

/** U-Net and text encoder of a model with adapters merged, one case for each scale; and without. */
public final class AdapterKind implements GoldenKind {
    @Override
    public String name() {
        return "lora";
    }

    @Override
    public List<GoldenCase> find(GoldenFile file) {
        if (!file.json().has("unet_modules")) {
            return List.of();
        }
        String name = name() + "/" + file.caseName() + "/";
        List<GoldenCase> cases = new ArrayList<>();
        file.json()
                .get("scales")
                .forEach(scale -> cases.add(new AdapterCase(name + "scale" + scale.asText(), file, scale.asDouble())));
        return cases;
    }
}
