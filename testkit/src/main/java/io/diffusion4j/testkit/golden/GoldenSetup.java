package io.diffusion4j.testkit.golden;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.testkit.ExactAttention;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.pytorch.Device;

/**
 * What golden cases are run with. Parts compute in float32, as the reference did.
 *
 * @param attention the kernel that models are built with
 */
public record GoldenSetup(Providers providers, Device device, AttentionKernel attention) {

    /** On the CPU, with attention by its definition. */
    public static GoldenSetup cpu(Providers providers) {
        Natives.start();
        return new GoldenSetup(providers, new Device("cpu"), new ExactAttention());
    }

    /**
     * The provider that reads that reference class.
     *
     * @throws Unsupported if there is none
     */
    public <P extends Provider<?, ?>> Provider<?, ?> provider(Class<P> kind, String className) {
        Optional<P> found = providers.findByReferenceClass(kind, className);
        return found.orElseThrow(() ->
                new Unsupported("no " + kind.getSimpleName() + " reads " + (className.isEmpty() ? "it" : className)));
    }

    /** The part of that config that needs no weights. */
    public <T> T create(Class<T> type, Provider<?, ?> provider, ReferenceConfig config) {
        return type.cast(make(provider, config, PartContext.bare(device, DType.FLOAT32)));
    }

    /** The part of that config with those weights. */
    public <T> T create(
            Class<T> type, Provider<?, ?> provider, ReferenceConfig config, Weights weights, Optional<Path> tokenizer) {
        return type.cast(make(provider, config, new PartContext(device, DType.FLOAT32, weights, attention, tokenizer)));
    }

    private static <S extends Record> Object make(
            Provider<S, ?> provider, ReferenceConfig config, BuildContext context) {
        return provider.create(provider.fromReference(config), context);
    }
}
