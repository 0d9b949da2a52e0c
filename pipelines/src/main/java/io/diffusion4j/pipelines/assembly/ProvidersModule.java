package io.diffusion4j.pipelines.assembly;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.autoencoder.AutoencoderProvider;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.pipeline.PipelineProvider;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.text.TextEncoderProvider;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Binds every provider there is: parts by their {@code type}, component makers and pipelines by checkpoint class. */
final class ProvidersModule extends AbstractModule {
    private final Providers providers;

    ProvidersModule(Providers providers) {
        this.providers = providers;
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        binder().requireAtInjectOnConstructors();
        bind(Providers.class).toInstance(providers);
        bindByType(SchedulerProvider.class, new TypeLiteral<SchedulerProvider<?>>() {});
        bindByType(AttentionProvider.class, new TypeLiteral<AttentionProvider<?>>() {});
        bindByClass(SchedulerProvider.class, new TypeLiteral<ByClass<SchedulerProvider<?>>>() {});
        bindByClass(BackboneProvider.class, new TypeLiteral<ByClass<BackboneProvider<?>>>() {});
        bindByClass(AutoencoderProvider.class, new TypeLiteral<ByClass<AutoencoderProvider<?>>>() {});
        bindByClass(TextEncoderProvider.class, new TypeLiteral<ByClass<TextEncoderProvider<?>>>() {});
        MapBinder<String, PipelineProvider> pipelines =
                MapBinder.newMapBinder(binder(), String.class, PipelineProvider.class);
        pipelinesByClass()
                .forEach((name, provider) -> pipelines.addBinding(name).toInstance(provider));
    }

    /** The first that claims a class makes its pipelines, as with components. */
    private Map<String, PipelineProvider> pipelinesByClass() {
        Map<String, PipelineProvider> byClass = new TreeMap<>();
        for (PipelineProvider provider : providers.all(PipelineProvider.class)) {
            provider.pipelineClasses().forEach(name -> byClass.putIfAbsent(name, provider));
        }
        return byClass;
    }

    private <P extends Provider<?, ?>> void bindByType(Class<? super P> kind, TypeLiteral<P> literal) {
        MapBinder<String, P> byType = MapBinder.newMapBinder(binder(), TypeLiteral.get(String.class), literal);
        this.<P>all(kind).forEach(p -> byType.addBinding(p.type()).toInstance(p));
    }

    private <P extends Provider<?, ?>> void bindByClass(Class<? super P> kind, TypeLiteral<ByClass<P>> literal) {
        bind(literal).toInstance(new ByClass<>(kind.getSimpleName(), this.<P>all(kind)));
    }

    @SuppressWarnings("unchecked")
    private <P extends Provider<?, ?>> List<P> all(Class<? super P> kind) {
        return providers.all((Class<P>) kind);
    }
}
