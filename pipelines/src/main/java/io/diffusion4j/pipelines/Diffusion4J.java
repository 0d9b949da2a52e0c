package io.diffusion4j.pipelines;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.plugin.Plugins;
import io.diffusion4j.core.runtime.Devices;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.pipelines.assembly.Assembly;
import io.diffusion4j.pipelines.checkpoints.CheckpointOptions;
import io.diffusion4j.pipelines.checkpoints.Checkpoints;
import io.diffusion4j.pipelines.memory.MemoryPlan;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Device;

/**
 * The way in for host applications.
 *
 * <pre>{@code
 * try (Diffusion4J diffusion = Diffusion4J.open();
 *         Pipeline pipeline = diffusion.load(Path.of("models/mine"))) {
 *     GenerationResult result = pipeline.generate(GenerationRequest.of("a red fox").withSeed(1));
 *     PngFile.save(result.images().get(0), Path.of("fox.png"));
 * }
 * }</pre>
 */
public final class Diffusion4J implements AutoCloseable {
    private final Plugins plugins;

    static {
        Natives.configure();
    }

    private Diffusion4J(Plugins plugins) {
        this.plugins = plugins;
    }

    /** With the parts on the class path and those in jars of these folders. */
    public static Diffusion4J open(Path... pluginFolders) {
        return new Diffusion4J(Plugins.load(List.of(pluginFolders)));
    }

    /** All parts there are. */
    public Providers providers() {
        return plugins;
    }

    /** What was loaded from where, and what could not be. */
    public Plugins plugins() {
        return plugins;
    }

    /** @throws ConfigurationException listing everything that is wrong in the document */
    public PipelineSettings settings(YamlDocument document) {
        return new SettingsBinder(plugins).bind(document, PipelineSettings.class);
    }

    /** Loads a model with everything else left to defaults. */
    public Pipeline load(Path model) {
        return load(PipelineSettings.of(model));
    }

    /** Loads the model that the settings name. The caller closes the pipeline. */
    public Pipeline load(PipelineSettings settings) {
        return releasing(settings, Assembly::pipeline);
    }

    /** The components of a model, for runs that no pipeline covers. The caller closes the context. */
    public PipelineContext components(PipelineSettings settings) {
        return releasing(settings, Assembly::context);
    }

    /** What a run with these settings will need of the machine's memory; reads headers and configs only. */
    public MemoryPlan plan(PipelineSettings settings) {
        PipelineContext context = components(settings);
        try {
            boolean scores = settings.attention().map(Part::type).orElse("auto").equals("math");
            return MemoryPlan.of(context.checkpoint(), context.dtype(), settings.request(), scores);
        } finally {
            context.close();
        }
    }

    private <T> T releasing(PipelineSettings settings, java.util.function.Function<Assembly, T> use) {
        String model = settings.model()
                .orElseThrow(() -> new ConfigurationException(
                        "no model given; name a diffusers folder or a .safetensors file in `model`"));
        Checkpoint checkpoint = Checkpoints.open(
                Path.of(model), new CheckpointOptions(settings.variant(), settings.modelConfig()), plugins);
        Assembly assembly = new Assembly(plugins, settings, checkpoint, device(settings, checkpoint));
        PipelineContext context = assembly.context();
        try {
            return use.apply(assembly);
        } catch (RuntimeException | Error e) {
            context.close();
            throw e;
        }
    }

    private static Device device(PipelineSettings settings, Checkpoint checkpoint) {
        try {
            return Devices.resolve(settings.device());
        } catch (RuntimeException e) {
            checkpoint.close();
            throw e;
        }
    }

    @Override
    public void close() {
        plugins.close();
    }
}
