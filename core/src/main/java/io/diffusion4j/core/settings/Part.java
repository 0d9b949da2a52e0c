package io.diffusion4j.core.settings;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.core.spi.Provider;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A part chosen by type, with its settings: what a YAML block with {@code type:} binds to. It remembers which keys were
 * written, so that the rest can come from a checkpoint's config instead of the provider's defaults.
 *
 * @param <P> the provider interface, for example {@code SchedulerProvider<?>}
 */
public final class Part<P extends Provider<?, ?>> {
    private final P provider;
    private final Record settings;
    private final UnaryOperator<Record> overlay;

    private Part(P provider, Record settings, UnaryOperator<Record> overlay) {
        this.provider = provider;
        this.settings = provider.settings().cast(settings);
        this.overlay = overlay;
    }

    /** The part with exactly these settings. */
    public static <P extends Provider<?, ?>> Part<P> of(P provider, Record settings) {
        return new Part<>(provider, settings, base -> settings);
    }

    /** The part with the provider's defaults; a provider whose settings have none has no settings at all. */
    public static <P extends Provider<?, ?>> Part<P> ofDefaults(P provider) {
        Record defaults = Reflection.defaults(provider.settings())
                .orElseGet(() -> Reflection.construct(provider.settings(), new Object[0]));
        return of(provider, defaults);
    }

    /** @param overlay puts the keys that were written over other base settings of the same record type */
    public static <P extends Provider<?, ?>> Part<P> of(P provider, Record settings, UnaryOperator<Record> overlay) {
        return new Part<>(provider, settings, overlay);
    }

    /**
     * The part that a checkpoint's config describes.
     *
     * @throws CheckpointException if the config does not fit the provider
     */
    public static <P extends Provider<?, ?>> Part<P> ofReference(P provider, ReferenceConfig config) {
        return of(provider, read(provider, config));
    }

    public P provider() {
        return provider;
    }

    public String type() {
        return provider.type();
    }

    /** All settings; keys that were not written have their defaults. */
    public Record settings() {
        return settings;
    }

    /**
     * The same choice with the unwritten keys taken from a checkpoint's config, if there is one and the provider reads any.
     * The parts of the same kind in its settings, such as the schedulers that a scheduler is made of, read the same config.
     *
     * @throws CheckpointException if the config does not fit the provider
     * @throws io.diffusion4j.core.error.ConfigurationException if the written keys contradict the config
     */
    public Part<P> over(Optional<ReferenceConfig> config) {
        return config.map(this::over).orElse(this);
    }

    private Part<P> over(ReferenceConfig config) {
        Record own = readsConfigs() ? overlay.apply(read(provider, config)) : settings;
        Record whole = NestedParts.of(provider, config).over(own);
        return whole == settings ? this : of(provider, whole);
    }

    /**
     * What the settings say of the model's training other than a checkpoint's config: sentences such as
     * {@code noise.schedule is cosine, but the checkpoint was trained with scaled-linear}. Settings of a {@link Trained} type
     * are compared.
     */
    public List<String> contradictions(ReferenceConfig config) {
        return readsConfigs() ? TrainedSettings.contradictions(settings, read(provider, config)) : List.of();
    }

    private boolean readsConfigs() {
        try {
            Method reader = provider.getClass().getMethod("fromReference", ReferenceConfig.class);
            return reader.getDeclaringClass() != Provider.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Record read(Provider<?, ?> provider, ReferenceConfig config) {
        try {
            return provider.fromReference(config);
        } catch (InvalidSetting e) {
            throw new CheckpointException(config.location() + ": " + e.component() + " " + e.getMessage(), e);
        }
    }

    /** Makes the part. @param <T> the kind of part that {@code P} provides */
    public <T> T create(Class<T> kind, BuildContext context) {
        Provider<?, ?> chosen = provider;
        return kind.cast(make(chosen, settings, context));
    }

    private static <S extends Record> Object make(Provider<S, ?> provider, Record settings, BuildContext context) {
        return provider.create(provider.settings().cast(settings), context);
    }

    /** Same type and same settings. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Part<?> part
                && provider.getClass() == part.provider.getClass()
                && type().equals(part.type())
                && settings.equals(part.settings);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type(), settings);
    }

    @Override
    public String toString() {
        return type() + " " + settings;
    }
}
