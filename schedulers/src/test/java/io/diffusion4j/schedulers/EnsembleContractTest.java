package io.diffusion4j.schedulers;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.testkit.contract.SchedulerContract;
import java.util.List;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("members")
class EnsembleContractTest extends SchedulerContract {
    @Parameter
    private String members;

    static List<String> members() {
        return EnsembleTest.contracts();
    }

    @Override
    protected Scheduler scheduler() {
        return Methods.scheduler("{type: ensemble, members: [" + members + "]}");
    }
}
