package io.diffusion4j.testkit.golden;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.tensor.Scope;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Runs golden data: any folder of it, a folder of one kind, the folder of one case or a single JSON file. What a file
 * holds is told by its content.
 */
public final class GoldenRunner {
    private static final Pattern REFUSAL = Pattern.compile("\\b(not supported|unsupported)\\b");

    private final GoldenSetup setup;
    private final List<GoldenKind> kinds;

    public GoldenRunner(GoldenSetup setup, List<GoldenKind> kinds) {
        this.setup = setup;
        this.kinds = List.copyOf(kinds);
    }

    /** On the CPU, with all kinds on the class path. */
    public GoldenRunner(Providers providers) {
        this(GoldenSetup.cpu(providers), kindsOnClassPath());
    }

    /** The kinds that {@link ServiceLoader} finds. */
    public static List<GoldenKind> kindsOnClassPath() {
        return ServiceLoader.load(GoldenKind.class, GoldenKind.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    public GoldenReport run(Path... roots) {
        return run(List.of(roots), line -> {});
    }

    /**
     * Runs all cases below the roots.
     *
     * @param out gets a header, a line for each case as soon as it ended, and the summary
     */
    public GoldenReport run(List<Path> roots, Consumer<String> out) {
        out.accept(
                "# verdict, case, max abs error, that over the largest value expected, tolerance (the golden file's x "
                        + Tolerance.OTHER_BUILD + " for another libtorch build)");
        List<GoldenResult> results = new ArrayList<>();
        for (Path file : GoldenFolder.jsonFiles(roots)) {
            for (GoldenResult result : runFile(file)) {
                out.accept(result.line());
                results.add(result);
            }
        }
        GoldenReport report = new GoldenReport(results);
        out.accept(report.summary());
        return report;
    }

    private List<GoldenResult> runFile(Path path) {
        GoldenFile file;
        try {
            file = GoldenFile.read(path);
        } catch (UncheckedIOException e) {
            return List.of(ended(path.getFileName().toString(), Verdict.FAIL, e.getMessage()));
        }
        Optional<List<GoldenCase>> cases = kinds.stream()
                .map(kind -> kind.find(file))
                .filter(found -> !found.isEmpty())
                .findFirst();
        if (cases.isPresent()) {
            return cases.get().stream().map(this::runCase).toList();
        }
        return GoldenFolder.holdsGoldenData(file)
                ? List.of(ended(GoldenFolder.nameOfUnknown(file), Verdict.SKIP, "nobody here reads this kind"))
                : List.of();
    }

    private GoldenResult runCase(GoldenCase golden) {
        try (Scope scope = Scope.open()) {
            Checks checks = new Checks();
            golden.run(setup, checks);
            return checks.result(golden.name());
        } catch (Unsupported e) {
            return ended(golden.name(), Verdict.SKIP, e.getMessage());
        } catch (CheckpointException | ConfigurationException e) {
            boolean refused = REFUSAL.matcher(e.getMessage()).find();
            return ended(golden.name(), refused ? Verdict.SKIP : Verdict.FAIL, firstLine(e));
        } catch (RuntimeException e) {
            return ended(golden.name(), Verdict.FAIL, e.getClass().getSimpleName() + ": " + firstLine(e));
        }
    }

    private static GoldenResult ended(String name, Verdict verdict, String reason) {
        return new GoldenResult(
                name, verdict, Optional.empty(), reason.lines().findFirst().orElse(""));
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
