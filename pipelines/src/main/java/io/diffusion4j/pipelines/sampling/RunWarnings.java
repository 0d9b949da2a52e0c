package io.diffusion4j.pipelines.sampling;

import io.diffusion4j.core.pipeline.GenerationObserver;
import java.util.ArrayList;
import java.util.List;

/** What was doubtful about a run so far, for its observer and its manifests. Belongs to one run on one thread. */
public final class RunWarnings {
    private final GenerationObserver observer;
    private final List<String> warnings;

    public RunWarnings(GenerationObserver observer) {
        this(observer, List.of());
    }

    private RunWarnings(GenerationObserver observer, List<String> before) {
        this.observer = observer;
        this.warnings = new ArrayList<>(before);
    }

    public void add(String warning) {
        observer.onWarning(warning);
        warnings.add(warning);
    }

    /** Those of one batch: they begin with these, and are not among these. */
    public RunWarnings ofBatch() {
        return new RunWarnings(observer, warnings);
    }

    public List<String> all() {
        return List.copyOf(warnings);
    }
}
