package io.diffusion4j.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code d4j schedule}. */
@Command(
        name = "schedule",
        description = "Look at noise schedules and at the noise levels of runs.",
        mixinStandardHelpOptions = true,
        subcommands = SchedulePlotCommand.class)
final class ScheduleCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with schedules: plot");
    }
}
