package io.diffusion4j.app.output;

import io.diffusion4j.core.diagnostics.StepStatistics;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationObserver;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Shows progress and warnings, saves images and diagnostics as they come, and turns Ctrl-C into a cancellation after the current step. The process then
 * ends when the thread that made the observer has ended, or when the time for that is over.
 */
public final class RunObserver implements GenerationObserver, AutoCloseable {
    private static final int GRACE_MILLIS = 60_000;

    private final Progress progress;
    private final Consumer<GeneratedImage> save;
    private final Optional<DiagnosticsFile> diagnostics;
    private final Optional<KeptState> kept;
    private final Set<String> warned = new HashSet<>();
    private final Interrupt interrupt = new Interrupt(GRACE_MILLIS);

    public RunObserver(
            Progress progress,
            Consumer<GeneratedImage> save,
            Optional<DiagnosticsFile> diagnostics,
            Optional<KeptState> kept) {
        this.progress = progress;
        this.save = save;
        this.diagnostics = diagnostics;
        this.kept = kept;
    }

    @Override
    public boolean isCancelled() {
        return interrupt.isNoticed();
    }

    @Override
    public Optional<SamplerState> continued(int firstImage) {
        return kept.flatMap(KeptState::read);
    }

    @Override
    public void onStep(int firstImage, Step step, SamplerState state) {
        kept.ifPresent(k -> k.write(state));
        progress.step(firstImage, step);
    }

    @Override
    public boolean wantsDiagnostics() {
        return diagnostics.isPresent();
    }

    @Override
    public void onDiagnostics(int firstImage, StepStatistics statistics) {
        diagnostics.ifPresent(file -> file.write(firstImage, statistics));
    }

    /** Each is shown once, however many batches there are. */
    @Override
    public void onWarning(String warning) {
        if (warned.add(warning)) {
            progress.close();
            System.err.println("d4j: warning: " + warning);
        }
    }

    @Override
    public void onImage(GeneratedImage image) {
        save.accept(image);
    }

    /** @throws io.diffusion4j.core.error.CancelledException if the interrupt came too late to be seen by the run */
    @Override
    public void close() {
        interrupt.close();
    }
}
