package io.diffusion4j.core.plugin;

import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.autoencoder.AutoencoderProvider;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.backbone.ControlNetProvider;
import io.diffusion4j.core.checkpoint.CheckpointLayout;
import io.diffusion4j.core.guidance.GuidanceProvider;
import io.diffusion4j.core.pipeline.PipelineProvider;
import io.diffusion4j.core.sampling.SamplingMethodProvider;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.spi.Service;
import io.diffusion4j.core.text.TextEncoderProvider;
import java.util.List;
import java.util.Locale;

/** The kinds of service that core defines, for listings; a look-up works for any interface. */
final class Kinds {
    static final List<Class<? extends Service>> ALL = List.of(
            AttentionProvider.class,
            AutoencoderProvider.class,
            BackboneProvider.class,
            CheckpointLayout.class,
            ControlNetProvider.class,
            GuidanceProvider.class,
            PipelineProvider.class,
            SamplingMethodProvider.class,
            SchedulerProvider.class,
            TextEncoderProvider.class);

    private Kinds() {}

    /** {@code text-encoder} for {@code TextEncoderProvider}. */
    static String name(Class<?> kind) {
        return kind.getSimpleName()
                .replaceFirst("Provider$", "")
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }
}
