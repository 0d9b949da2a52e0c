package io.diffusion4j.app.output;

import io.diffusion4j.core.sampling.Step;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows steps, step rate and time left on standard error. */
public final class Progress implements AutoCloseable {
    private final boolean shown;
    private Optional<ProgressBar> bar = Optional.empty();

    private Progress(boolean shown) {
        this.shown = shown;
    }

    public static Progress none() {
        return new Progress(false);
    }

    public static Progress onTerminal() {
        return new Progress(true);
    }

    void step(int image, Step step) {
        if (!shown) {
            return;
        }
        if (step.index() == 0) {
            close();
            bar = Optional.of(new ProgressBarBuilder()
                    .setTaskName("image " + (image + 1))
                    .setInitialMax(step.count())
                    .setUnit(" steps", 1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(500)
                    .showSpeed()
                    .build());
        }
        bar.ifPresent(b -> b.stepTo(step.index() + 1L));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
