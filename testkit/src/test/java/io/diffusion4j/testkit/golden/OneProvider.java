package io.diffusion4j.testkit.golden;

import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.spi.Service;
import java.util.List;

/** A single provider, under every kind that it is of. */
record OneProvider(Service provider) implements Providers {
    @Override
    public <P extends Service> List<P> all(Class<P> kind) {
        return kind.isInstance(provider) ? List.of(kind.cast(provider)) : List.of();
    }
}
