package io.diffusion4j.guidance;

import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.testkit.contract.GuidanceContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("guidances")
class GuidanceContractTest extends GuidanceContract {
    @Parameter
    private Guidance guidance;

    static Stream<Guidance> guidances() {
        return Stream.of(
                new Unguided(),
                new ClassifierFreeGuidance(1, 0.7, Rows.BATCHED),
                new ClassifierFreeGuidance(0, 0, Rows.BATCHED),
                new ClassifierFreeGuidance(7.5, 0, Rows.BATCHED),
                new ClassifierFreeGuidance(7.5, 0.7, Rows.BATCHED),
                new ClassifierFreeGuidance(7.5, 0.7, Rows.SEQUENTIAL),
                SkipLayerGuidance.of(SkipLayerSettings.defaults()),
                SkipLayerGuidance.of(new SkipLayerSettings(1, 2, List.of(1), 0, 1, Rows.SEQUENTIAL)));
    }

    @Override
    protected Guidance guidance() {
        return guidance;
    }
}
