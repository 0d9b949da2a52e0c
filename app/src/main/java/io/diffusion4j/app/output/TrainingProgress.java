package io.diffusion4j.app.output;

import io.diffusion4j.app.plot.FigureFiles;
import io.diffusion4j.training.run.Progress;
import io.diffusion4j.training.run.StepReport;
import io.diffusion4j.training.run.TrainingObserver;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how a training goes on standard error, draws its loss at each checkpoint, and ends it when the user does. */
public final class TrainingProgress implements TrainingObserver, AutoCloseable {
    /** A step of a big model and the writing of a checkpoint may take that long. */
    private static final long GRACE_MILLIS = 600_000;

    private static final double KEPT = 0.98;

    private final Path folder;
    private final boolean quiet;
    private final Interrupt interrupt = new Interrupt(GRACE_MILLIS);
    private Optional<ProgressBar> bar = Optional.empty();
    private double smoothLoss = Double.NaN;
    private double smoothRate = Double.NaN;

    public TrainingProgress(Path folder, boolean quiet) {
        this.folder = folder;
        this.quiet = quiet;
    }

    @Override
    public void onBegin(Progress progress, long steps, long parameters) {
        if (quiet) {
            return;
        }
        System.err.printf(
                Locale.ROOT,
                "%s %.2f million weights in %s%n",
                progress.step() == 0 ? "training" : "going on from step " + progress.step() + " with",
                parameters / 1e6,
                folder);
        bar = Optional.of(new ProgressBarBuilder()
                .setTaskName("train")
                .setInitialMax(steps)
                .startsFrom(progress.step(), java.time.Duration.ZERO)
                .setUnit(" steps", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(1000)
                .build());
    }

    @Override
    public void onStep(StepReport report) {
        if (report.skipped()) {
            System.err.printf("%nd4j: warning: step %d was skipped, its gradients are not finite%n", report.step());
            return;
        }
        smoothLoss = smooth(smoothLoss, report.loss());
        smoothRate = smooth(smoothRate, report.images() / report.seconds());
        bar.ifPresent(b -> {
            b.setExtraMessage(String.format(
                    Locale.ROOT, " loss %.4f, %.1f images/s%s", smoothLoss, smoothRate, shareOfPeak(report)));
            b.stepTo(report.step() + 1);
        });
    }

    /** Empty for models that do nothing which is counted. */
    private static String shareOfPeak(StepReport report) {
        Double share = report.figures().get("peak-share");
        return share == null ? "" : String.format(Locale.ROOT, " (%.0f%% of peak)", 100 * share);
    }

    private static double smooth(double before, double now) {
        return Double.isNaN(before) ? now : KEPT * before + (1 - KEPT) * now;
    }

    @Override
    public void onCheckpoint(Path written) {
        LossFigure.of(folder.resolve("log.jsonl")).ifPresent(figure -> FigureFiles.save(figure, folder, "loss"));
    }

    @Override
    public boolean wantsToStop() {
        return interrupt.isNoticed();
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
        interrupt.close();
    }
}
