package io.diffusion4j.pipelines.assembly;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.pipelines.PipelineSettings;
import java.util.Map;
import org.bytedeco.pytorch.Device;

/** Binds one checkpoint, and where and how it is computed. */
final class CheckpointModule extends AbstractModule {
    private final PipelineSettings settings;
    private final Checkpoint checkpoint;
    private final Device device;

    CheckpointModule(PipelineSettings settings, Checkpoint checkpoint, Device device) {
        this.settings = settings;
        this.checkpoint = checkpoint;
        this.device = device;
    }

    @Override
    protected void configure() {
        bind(PipelineSettings.class).toInstance(settings);
        bind(Checkpoint.class).toInstance(checkpoint);
        bind(Device.class).toInstance(device);
        bind(PipelineContext.class).to(LoadedComponents.class).in(Singleton.class);
        bind(LoadedComponents.class);
        bind(LoadedComponents.Makers.class);
    }

    @Provides
    @Singleton
    DType dtype() {
        return settings.dtype().dtype().orElseGet(() -> AutomaticPrecision.of(checkpoint, device));
    }

    @Provides
    @Singleton
    Part<AttentionProvider<?>> attentionPart(Map<String, AttentionProvider<?>> known) {
        return settings.attention().orElseGet(() -> Defaults.attention(known));
    }

    @Provides
    @Singleton
    AttentionKernel attention(Part<AttentionProvider<?>> part, DType dtype) {
        return part.create(AttentionKernel.class, PartContext.bare(device, dtype));
    }
}
