package io.diffusion4j.app.output;

import io.diffusion4j.core.error.CancelledException;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationObserver;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import java.util.function.Consumer;

/**
 * Shows progress, saves images as they come, and turns Ctrl-C into a cancellation after the current step. The process then
 * ends when the thread that made the observer has ended, or when the time for that is over.
 */
public final class RunObserver implements GenerationObserver, AutoCloseable {
    private static final int GRACE_MILLIS = 60_000;

    private final Progress progress;
    private final Consumer<GeneratedImage> save;
    private final Thread run = Thread.currentThread();
    private final Thread onInterrupt = new Thread(this::cancelAndWait, "cancel");
    private volatile boolean cancelled;

    public RunObserver(Progress progress, Consumer<GeneratedImage> save) {
        this.progress = progress;
        this.save = save;
        Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void onStep(int firstImage, Step step, SamplerState state) {
        progress.step(firstImage, step);
    }

    @Override
    public void onImage(GeneratedImage image) {
        save.accept(image);
    }

    /** @throws CancelledException if the interrupt came too late to be seen by the run */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException shuttingDown) {
            throw new CancelledException("cancelled");
        }
    }

    private void cancelAndWait() {
        cancelled = true;
        try {
            run.join(GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
