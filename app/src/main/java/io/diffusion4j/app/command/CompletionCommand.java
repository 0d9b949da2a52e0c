package io.diffusion4j.app.command;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code d4j completion}. */
@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh: source <(d4j completion)",
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        System.out.print(AutoComplete.bash("d4j", spec.root().commandLine()));
    }
}
