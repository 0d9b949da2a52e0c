package io.diffusion4j.core.spi;

import io.diffusion4j.core.settings.ReferenceConfig;
import java.util.List;
import java.util.Set;

/**
 * What every kind of plugin part is made by: a name, a settings record, and a way to make the part. Implementations
 * have a public constructor without parameters and are listed in
 * {@code META-INF/services/<name of the provider interface>} of their jar.
 *
 * @param <S> the settings: a record whose components are the YAML keys (kebab-case) beside {@code type}; a static
 *     method {@code defaults()} gives the values of the keys that are left out
 * @param <T> the part
 */
public interface Provider<S extends Record, T> extends Service {
    /** The name in YAML, lower-case with hyphens: {@code dpm-solver++}. Unique among the providers of its kind. */
    @Override
    String type();

    Class<S> settings();

    /**
     * Makes the part. For parts with weights the loader calls this twice, first with tensors that have a shape but no
     * data, so it must do nothing but read weights and build objects.
     */
    T create(S settings, BuildContext context);

    /** The {@code _class_name}s of checkpoint config files that this provider reads: {@code DDIMScheduler}. */
    default Set<String> referenceClasses() {
        return Set.of();
    }

    /** Names by which users of other programs know this part, beside its reference classes. */
    default List<Alias> aliases() {
        return List.of();
    }

    /**
     * Settings from such a config file. Options that change the result and that this part lacks are refused through
     * {@link ReferenceConfig#expect}. A part whose provider does not override this can be chosen in YAML only, and has the
     * settings that are written there.
     *
     * @throws io.diffusion4j.core.error.CheckpointException if the file asks for something that this part cannot do
     */
    default S fromReference(ReferenceConfig config) {
        throw new IllegalStateException(type() + " reads no config files");
    }
}
