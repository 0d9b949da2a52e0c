package io.diffusion4j.training.measure;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.measure.ModelReport.Guided;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/** Measures a model that makes pictures from captions, against real pictures that it was not trained on. */
public final class ModelMeasurement {
    private static final int NEIGHBOUR = 3;

    private final Pipeline pipeline;
    private final Judge judge;
    private final List<Specimen> specimens;

    /**
     * @param pipeline the model; stays open
     * @param judge stays open
     * @param specimens real pictures with captions, held out from training, at least as many as the plan has captions
     */
    public ModelMeasurement(Pipeline pipeline, Judge judge, List<Specimen> specimens) {
        this.pipeline = pipeline;
        this.judge = judge;
        this.specimens = List.copyOf(specimens);
    }

    /**
     * Makes all pictures of the plan.
     *
     * @param reconstruction how close the autoencoder's pictures are, from {@link #reconstruction}, if that is known
     * @throws ConfigurationException if the plan has more captions than there are specimens
     */
    public ModelReport run(MeasurementPlan plan, OptionalDouble reconstruction) {
        if (plan.captions() > specimens.size()) {
            throw new ConfigurationException("%d captions are to be used and %d pictures are given; give more pictures"
                    .formatted(plan.captions(), specimens.size()));
        }
        try (Scope scope = Scope.open()) {
            PictureSet real = PictureSet.of(specimens, judge);
            PictureSet usual = generated(plan, plan.usual());
            List<Guided> guided = new ArrayList<>();
            plan.guided().forEach((scale, request) -> guided.add(guided(scale, plan, request, real)));
            return new ModelReport(
                    plan.captions(),
                    plan.seeds(),
                    usual.adherence(),
                    usual.clipScore(),
                    real.clipScore(),
                    guided,
                    apart(plan),
                    reconstruction,
                    accuracy(real));
        }
    }

    /** The mean PSNR of what an autoencoder makes of the specimens, in decibels. */
    public static double reconstruction(Autoencoder autoencoder, List<Specimen> specimens) {
        return specimens.stream()
                .mapToDouble(specimen -> {
                    try (NoGradGuard off = new NoGradGuard();
                            Scope scope = Scope.open()) {
                        Tensor picture = ImageTensor.ofBuffered(List.of(specimen.picture()));
                        Tensor again =
                                autoencoder.decode(autoencoder.encode(picture).mean());
                        return PeakSignalToNoise.mean(
                                picture,
                                again.clamp(new ScalarOptional(new Scalar(-1)), new ScalarOptional(new Scalar(1))));
                    }
                })
                .average()
                .orElse(Double.NaN);
    }

    private PictureSet generated(MeasurementPlan plan, GenerationRequest request) {
        return PictureSet.generated(pipeline, judge, specimens.subList(0, plan.captions()), plan.seeds(), request);
    }

    private Guided guided(double scale, MeasurementPlan plan, GenerationRequest request, PictureSet real) {
        try (Scope scope = Scope.open()) {
            PictureSet set = generated(plan, request);
            Manifold manifold = Manifold.of(real.features(), set.features(), NEIGHBOUR);
            return new Guided(
                    scale,
                    set.adherence().overall().value(),
                    set.clipScore(),
                    FeatureVariance.among(set.features()),
                    FeatureVariance.within(set.features(), plan.seeds()),
                    manifold,
                    FrechetDistance.between(real.features(), set.features()));
        }
    }

    private double apart(MeasurementPlan plan) {
        try (Scope scope = Scope.open()) {
            Tensor quick = generated(plan, plan.quick()).features();
            return FrechetDistance.between(
                    quick, generated(plan, plan.thorough()).features());
        }
    }

    /** How much of what is true of the specimens the judge finds in them. */
    private Adherence accuracy(PictureSet real) {
        return Adherence.of(specimens.stream().map(Specimen::truth).toList(), real.found());
    }
}
