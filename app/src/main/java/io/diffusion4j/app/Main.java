package io.diffusion4j.app;

import io.diffusion4j.app.command.RootCommand;
import io.diffusion4j.core.error.DiffusionException;
import io.diffusion4j.core.runtime.Version;
import io.diffusion4j.core.settings.Suggestion;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code d4j} command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // The version must come at once; the command table alone costs more than the start of the JVM.
        if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
            System.out.println("Diffusion4J " + Version.current());
            return;
        }
        int code = run(arguments);
        // A cancelled run is ending already: the signal's shutdown waits for this thread to come to its end.
        if (code != ExitCode.CANCELLED) {
            System.exit(code);
        }
    }

    /** Runs a command and returns the exit code. */
    static int run(String... arguments) {
        boolean verbose = Arrays.asList(arguments).contains("--verbose");
        return new CommandLine(new RootCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::explainUsage)
                .setExecutionExceptionHandler((error, command, parsed) -> explain(error, command, parsed, verbose))
                .execute(arguments);
    }

    private static int explainUsage(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        String message = unknownCommand(error, command)
                .orElseGet(() -> error.getMessage().lines().findFirst().orElse("unclear arguments"));
        command.getErr()
                .printf(
                        "d4j: %s; see %s --help%n",
                        message, command.getCommandSpec().qualifiedName());
        return ExitCode.BAD_INPUT;
    }

    private static Optional<String> unknownCommand(ParameterException error, CommandLine command) {
        return error instanceof UnmatchedArgumentException unmatched
                        && command.getParent() == null
                        && !unmatched.isUnknownOption()
                ? Optional.of(unknownCommand(unmatched.getUnmatched().get(0), command))
                : Optional.empty();
    }

    private static String unknownCommand(String word, CommandLine command) {
        return "unknown command '" + word + "'"
                + Suggestion.nearest(word, command.getSubcommands().keySet())
                        .map(known -> " (did you mean '" + known + "'?)")
                        .orElse("");
    }

    private static int explain(Exception error, CommandLine command, ParseResult parsed, boolean verbose) {
        PrintWriter out = command.getErr();
        if (error instanceof DiffusionException) {
            error.getMessage().lines().forEach(line -> out.println("d4j: " + line));
        } else {
            out.println("d4j: unexpected " + error + "; run again with --verbose and report the stack trace");
        }
        if (verbose) {
            error.printStackTrace(out);
        }
        return ExitCode.of(error);
    }
}
