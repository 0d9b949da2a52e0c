package io.diffusion4j.training.run;

import io.diffusion4j.core.error.NonFiniteException;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.optimization.AdamW;
import io.diffusion4j.training.optimization.Average;
import io.diffusion4j.training.optimization.Gradients;
import io.diffusion4j.training.optimization.LearningRate;
import io.diffusion4j.training.parameters.Parameters;
import io.diffusion4j.training.precision.Autocast;
import io.diffusion4j.training.precision.LossScale;
import io.diffusion4j.training.task.Loss;
import io.diffusion4j.training.task.TrainingTask;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The loop: losses, gradients, weights, and what is kept of them. All that a step depends on is the progress, the weights
 * and what the optimizer and the task remember; a run that goes on from a checkpoint ends with the same weights as one that
 * never stopped. For one thread.
 */
final class Trainer implements AutoCloseable {
    private final TrainingSettings settings;
    private final Device device;
    private final RunFolder folder;
    private final Parameters parameters;
    private final TrainingTask task;
    private final Gradients gradients;
    private final AdamW optimizer;
    private final Optional<Average> average;
    private final LearningRate learningRate;
    private Progress progress;
    private Speed speed = Speed.unknown();

    Trainer(TrainingSettings settings, Device device, RunFolder folder, Parameters parameters, TrainingTask task) {
        this.settings = settings;
        this.device = device;
        this.folder = folder;
        this.parameters = parameters;
        this.task = task;
        this.gradients = new Gradients(parameters.groups());
        this.optimizer = new AdamW(settings.optimizer(), parameters.groups());
        this.average = settings.average().map(wanted -> new Average(wanted, parameters.groups()));
        this.learningRate = new LearningRate(
                settings.optimizer().learningRate(),
                settings.optimizer().warmupSteps(),
                settings.optimizer().finalShare(),
                settings.steps());
        this.progress = Progress.begin(LossScale.first(settings.precision()));
        folder.latestCheckpoint().ifPresent(this::restore);
    }

    /** Trains until the last step and writes the model, or until the observer wants to stop; a checkpoint is saved either way. */
    Progress run(TrainingObserver observer) {
        observer.onBegin(progress, settings.steps(), parameters.count());
        TrainingLog log = new TrainingLog(folder.log(), settings.every().log(), progress.step());
        if (settings.every().log() <= settings.steps() - progress.step()) {
            speed = Speed.measured(device, settings.precision());
        }
        boolean stopped = false;
        boolean saved = progress.step() > 0;
        while (progress.step() < settings.steps() && !stopped) {
            StepReport report = step();
            log.add(report);
            observer.onStep(report);
            checkSkipped();
            saved = isDue(settings.every().checkpoint());
            if (saved) {
                save(observer);
            }
            if (isDue(settings.every().sample())) {
                withModel(() -> task.sample(folder.samples(), progress.step()));
            }
            stopped = observer.wantsToStop();
        }
        log.flush();
        if (!saved) {
            save(observer);
        }
        if (progress.step() >= settings.steps()) {
            withModel(() -> folder.writeModel(task::export));
        }
        return progress;
    }

    private boolean isDue(long every) {
        return every > 0 && progress.step() % every == 0;
    }

    private StepReport step() {
        long start = System.nanoTime();
        long step = progress.step();
        gradients.clear();
        Map<String, Double> figures = new TreeMap<>();
        double loss = 0;
        for (int part = 0; part < settings.accumulate(); part++) {
            loss += accumulate(new Draw(settings.seed(), step, part), figures) / settings.accumulate();
        }
        gradients.scale(1 / progress.scale().factor());
        double norm = gradients.norm();
        boolean finite = Double.isFinite(norm) && Double.isFinite(loss);
        double rate = learningRate.at(step);
        LossScale next = progress.scale().after(finite, settings.precision());
        if (finite) {
            settings.clip().filter(longest -> norm > longest).ifPresent(longest -> gradients.scale(longest / norm));
            optimizer.step(rate, progress.updates() + 1);
            average.ifPresent(kept -> kept.update(progress.updates() + 1));
        }
        progress = finite ? progress.updated(next) : progress.skipped(next);
        figures.replaceAll((name, sum) -> sum / settings.accumulate());
        int images = settings.batch().size() * settings.accumulate();
        double seconds = (System.nanoTime() - start) / 1e9;
        figures.putAll(speed.figures(settings.accumulate(), seconds));
        return new StepReport(step, loss, figures, norm, rate, !finite, images, seconds);
    }

    /** Adds a batch's gradients and figures to those of the step. @return its loss */
    private double accumulate(Draw draw, Map<String, Double> figures) {
        try (Scope scope = Scope.open()) {
            Loss loss;
            try (Autocast half = Autocast.open(device, settings.precision())) {
                loss = speed.metered(() -> task.loss(draw));
            }
            double weight = progress.scale().factor() / settings.accumulate();
            loss.value().mul(new Scalar(weight)).backward();
            loss.figures().forEach((name, value) -> figures.merge(name, value.item_double(), Double::sum));
            return loss.value().item_double();
        }
    }

    private void checkSkipped() {
        if (progress.skippedInRow() > settings.maxSkipped()) {
            throw new NonFiniteException(
                    ("step %d: loss or gradients were not finite in %d steps in a row; lower optimizer.learning-rate or set"
                                    + " clip; the run goes on from its last checkpoint in %s")
                            .formatted(progress.step(), progress.skippedInRow(), folder.root()));
        }
    }

    private void save(TrainingObserver observer) {
        try (Scope scope = Scope.open()) {
            Path written = folder.writeCheckpoint(
                    progress.step(), draft -> TrainingCheckpoint.write(draft, progress, tensors(), task.state()));
            observer.onCheckpoint(written);
        }
    }

    private void restore(Path checkpoint) {
        try (Scope scope = Scope.open();
                NoGradGuard off = new NoGradGuard()) {
            task.restore(TrainingCheckpoint.restore(checkpoint, tensors()));
            progress = TrainingCheckpoint.progress(checkpoint);
        }
    }

    /** What a run goes on from, beside its progress. */
    private Map<String, Tensor> tensors() {
        Map<String, Tensor> all = new HashMap<>(optimizer.state());
        parameters
                .groups()
                .forEach(group -> group.named(group.values()).forEach((name, view) -> all.put("value/" + name, view)));
        average.ifPresent(kept -> all.putAll(kept.state()));
        return all;
    }

    /** Runs code while the weights are those that the model is going to have. */
    private void withModel(Runnable code) {
        try (Scope scope = Scope.open();
                NoGradGuard off = new NoGradGuard()) {
            average.ifPresentOrElse(kept -> kept.during(code), code);
        }
    }

    @Override
    public void close() {
        average.ifPresent(Average::close);
        optimizer.close();
    }
}
