package io.diffusion4j.app.command;

import io.diffusion4j.core.runtime.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code d4j}. */
@Command(
        name = "d4j",
        description = "Diffusion image models on the JVM.",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Versions.class,
        subcommands = {
            GenerateCommand.class,
            TrainCommand.class,
            MeasureCommand.class,
            PluginsCommand.class,
            SchedulersCommand.class,
            DoctorCommand.class,
            InspectCommand.class,
            SchemaCommand.class,
            ParityCommand.class,
            SynthesizeCommand.class,
            ScheduleCommand.class,
            CompletionCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a fault of the machine or of Diffusion4J; for parity, a case failed",
            "2:what was asked for cannot be done: usage, settings, files, plugins",
            "3:out of memory",
            "4:a part of the model or the sampling gave values that are not numbers",
            "130:cancelled"
        })
public final class RootCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Print stack traces.")
    private boolean verbose;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "name a command: generate, train, plugins, doctor, inspect, ...");
    }

    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Diffusion4J " + Version.current()};
        }
    }
}
