package io.diffusion4j.pipelines.assembly;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.ProvisionException;
import com.google.inject.TypeLiteral;
import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.error.DiffusionException;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.pipeline.PipelineProvider;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.pipelines.PipelineSettings;
import java.util.Map;
import java.util.TreeSet;
import org.bytedeco.pytorch.Device;

/** The composition root: the only place where Guice puts parts together. */
public final class Assembly {
    private final Injector injector;

    /** The assembly takes the checkpoint over; closing the pipeline or the context closes it. */
    public Assembly(Providers providers, PipelineSettings settings, Checkpoint checkpoint, Device device) {
        this.injector = Guice.createInjector(
                new ProvidersModule(providers), new CheckpointModule(settings, checkpoint, device));
    }

    /**
     * The checkpoint's components, for callers that compose a run of their own.
     *
     * @throws DiffusionException if the checkpoint or the settings do not allow it; the checkpoint is closed then
     */
    public PipelineContext context() {
        try {
            return injector.getInstance(PipelineContext.class);
        } catch (ProvisionException e) {
            injector.getInstance(Checkpoint.class).close();
            throw e.getCause() instanceof DiffusionException cause ? cause : e;
        }
    }

    /** The pipeline that the checkpoint was saved for. */
    public Pipeline pipeline() {
        PipelineContext context = context();
        String wanted = context.checkpoint().pipelineClass();
        Map<String, PipelineProvider> known =
                injector.getInstance(Key.get(new TypeLiteral<Map<String, PipelineProvider>>() {}));
        PipelineProvider provider = known.get(wanted);
        if (provider == null) {
            String remedy = known.isEmpty() ? "add diffusion4j-families to the class path" : "a plugin can add it";
            throw new CheckpointException("%s: no pipeline for '%s'; known: %s; %s"
                    .formatted(context.checkpoint().location(), wanted, new TreeSet<>(known.keySet()), remedy));
        }
        return new MemoryReport(provider.create(context));
    }
}
