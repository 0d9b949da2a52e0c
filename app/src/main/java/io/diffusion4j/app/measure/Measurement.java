package io.diffusion4j.app.measure;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.training.data.Caption;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.data.DataSetProvider;
import io.diffusion4j.training.measure.Judge;
import io.diffusion4j.training.measure.MeasurementPlan;
import io.diffusion4j.training.measure.ModelMeasurement;
import io.diffusion4j.training.measure.ModelReport;
import io.diffusion4j.training.measure.Specimen;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Device;

/** Loads what a measurement needs, and measures. */
public final class Measurement {
    /** Other scenes than any training's, which have small seeds. */
    private static final String HELD_OUT = "data: {type: scenes, seed: 900001}";

    private final Diffusion4J diffusion;

    public Measurement(Diffusion4J diffusion) {
        this.diffusion = diffusion;
    }

    public ModelReport run(MeasureSettings settings) {
        Path model = settings.model()
                .orElseThrow(() -> new ConfigurationException("no model given; name one with --set model=DIR"));
        List<Specimen> specimens = specimens(settings);
        PipelineSettings loaded = PipelineSettings.of(model);
        try (Scope scope = Scope.open();
                Judge judge = Judge.open(settings.judge().orElse(model), diffusion.providers(), new Device("cpu"));
                Pipeline pipeline = diffusion.load(loaded)) {
            MeasurementPlan plan = MeasurementPlan.standard(
                    diffusion.providers(), settings.captions(), settings.seeds(), settings.scales());
            return new ModelMeasurement(pipeline, judge, specimens)
                    .run(plan, OptionalDouble.of(reconstruction(loaded, specimens)));
        }
    }

    private double reconstruction(PipelineSettings settings, List<Specimen> specimens) {
        PipelineContext context = diffusion.components(settings);
        try {
            return ModelMeasurement.reconstruction(context.autoencoder("vae"), specimens);
        } finally {
            context.close();
        }
    }

    private List<Specimen> specimens(MeasureSettings settings) {
        Part<DataSetProvider<?>> part = settings.data().orElseGet(this::heldOut);
        DataSet data = part.create(DataSet.class, PartContext.bare(null, DType.FLOAT32));
        return LongStream.range(0, Math.min(settings.pictures(), data.size()))
                .parallel()
                .mapToObj(number -> specimen(data, number))
                .toList();
    }

    private Part<DataSetProvider<?>> heldOut() {
        return new SettingsBinder(diffusion.providers())
                .bind(YamlDocument.of("held-out scenes", HELD_OUT), MeasureSettings.class)
                .data()
                .orElseThrow();
    }

    private static Specimen specimen(DataSet data, long number) {
        Caption caption = data.caption(number, new SplittableRandom(number));
        return new Specimen(data.image(number), caption.text(), caption.attributes(), data.truth(number));
    }
}
