package io.diffusion4j.attention;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.testkit.contract.AttentionKernelContract;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("kernels")
class KernelContractTest extends AttentionKernelContract {
    @Parameter
    private AttentionKernel kernel;

    static Stream<AttentionKernel> kernels() {
        return AgreementTest.KERNELS.values().stream();
    }

    @Override
    protected AttentionKernel kernel() {
        return kernel;
    }
}
