package io.diffusion4j.app.parity;

import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whole runs from text, or from an image and text: from prompt and seed, with stored noise, and from a single-file checkpoint. */
public final class TextToImageKind implements GoldenKind {
    private static final Set<String> PIPELINES = Set.of("StableDiffusionPipeline", "StableDiffusionImg2ImgPipeline");

    @Override
    public String name() {
        return "pipelines";
    }

    @Override
    public List<GoldenCase> find(GoldenFile file) {
        if (!PIPELINES.contains(file.json().path("pipeline").asText())) {
            return List.of();
        }
        String name = name() + "/" + file.caseName();
        Path model = modelFolder(file);
        List<GoldenCase> cases = new ArrayList<>();
        cases.add(new TextToImageCase(
                name + "/from_prompt_and_seed", file, model, model, RunInputs.Start.PROMPT_AND_SEED));
        cases.add(new TextToImageCase(name + "/from_stored_inputs", file, model, model, RunInputs.Start.STORED_INPUTS));
        Path single = model.resolveSibling(model.getFileName() + ".single_file.safetensors");
        if (Files.exists(single)) {
            cases.add(new TextToImageCase(name + "/single_file", file, single, model, RunInputs.Start.PROMPT_AND_SEED));
        }
        return cases;
    }

    /** Models lie beside the cases, or beside their folder. */
    private static Path modelFolder(GoldenFile file) {
        String name = file.json().get("model").asText();
        Path beside = file.folder().resolve(name);
        return Files.isDirectory(beside) ? beside : file.folder().getParent().resolve(name);
    }
}
