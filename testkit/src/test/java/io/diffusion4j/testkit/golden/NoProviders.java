package io.diffusion4j.testkit.golden;

import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.spi.Service;
import java.util.List;

/** Nobody offers anything. */
final class NoProviders implements Providers {
    @Override
    public <P extends Service> List<P> all(Class<P> kind) {
        return List.of();
    }
}
