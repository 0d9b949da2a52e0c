package io.diffusion4j.schedulers;

import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.sampling.SamplingMethodProvider;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.testkit.contract.ProviderContract;
import java.util.List;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("providers")
class MethodProviderContractTest extends ProviderContract {
    @Parameter
    private Provider<?, ?> provider;

    static List<?> providers() {
        return ServiceProviders.ofClassPath().all(SamplingMethodProvider.class);
    }

    @Override
    protected Provider<?, ?> provider() {
        return provider;
    }
}
