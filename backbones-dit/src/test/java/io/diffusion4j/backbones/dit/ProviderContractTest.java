package io.diffusion4j.backbones.dit;

import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.backbone.ControlNetProvider;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.testkit.contract.ProviderContract;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("providers")
class ProviderContractTest extends ProviderContract {
    @Parameter
    private Provider<?, ?> provider;

    static Stream<?> providers() {
        return Stream.of(BackboneProvider.class, ControlNetProvider.class)
                .flatMap(kind -> ServiceProviders.ofClassPath().all(kind).stream());
    }

    @Override
    protected Provider<?, ?> provider() {
        return provider;
    }
}
