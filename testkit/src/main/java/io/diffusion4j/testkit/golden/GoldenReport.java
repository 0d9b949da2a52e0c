package io.diffusion4j.testkit.golden;

import java.util.List;

/** How a run ended. */
public record GoldenReport(List<GoldenResult> results) {
    public GoldenReport {
        results = List.copyOf(results);
    }

    public long passed() {
        return count(Verdict.PASS);
    }

    public long failed() {
        return count(Verdict.FAIL);
    }

    public long skipped() {
        return count(Verdict.SKIP);
    }

    /** Whether at least one case ran and none failed. */
    public boolean isGreen() {
        return failed() == 0 && passed() > 0;
    }

    /** 0 if green, else 1. */
    public int exitCode() {
        return isGreen() ? 0 : 1;
    }

    /** {@code N passed, N failed, N skipped}. */
    public String summary() {
        return "%d passed, %d failed, %d skipped".formatted(passed(), failed(), skipped());
    }

    /** The lines of the cases that ended so. */
    public List<String> lines(Verdict verdict) {
        return results.stream()
                .filter(r -> r.verdict() == verdict)
                .map(GoldenResult::line)
                .toList();
    }

    private long count(Verdict verdict) {
        return results.stream().filter(r -> r.verdict() == verdict).count();
    }
}
