package io.diffusion4j.app.measure;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.training.data.DataSetProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is measured, and against what. */
@Doc("A measurement of a model")
public record MeasureSettings(
        @Doc("Checkpoint; required") Optional<Path> model,

        @Doc("Folder with the judge and its text encoder; the model's own if left out")
        Optional<Path> judge,

        @Doc("Real pictures that the model was not trained on; scenes if left out")
        Optional<Part<DataSetProvider<?>>> data,

        @Doc("How many of the pictures are looked at") @Range(min = 2)
        int pictures,

        @Doc("For how many of their captions pictures are made") @Range(min = 1)
        int captions,

        @Doc("Pictures for each caption") @Range(min = 2, max = 1000)
        int seeds,

        @Doc("Scales of the guidance that are compared") List<Double> scales) {
    public MeasureSettings {
        Constraints.check(MeasureSettings.class, model, judge, data, pictures, captions, seeds, scales);
        scales = List.copyOf(scales);
    }

    public static MeasureSettings defaults() {
        return new MeasureSettings(
                Optional.empty(), Optional.empty(), Optional.empty(), 1000, 200, 3, List.of(1.0, 2.0, 4.0, 8.0));
    }
}
