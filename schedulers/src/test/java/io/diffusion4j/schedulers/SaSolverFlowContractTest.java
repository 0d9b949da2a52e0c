package io.diffusion4j.schedulers;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.testkit.contract.SchedulerContract;
import java.util.Map;

/** Apart from the others', for straight paths magnify what a model that is none says of the noise. */
class SaSolverFlowContractTest extends SchedulerContract {
    @Override
    protected Scheduler scheduler() {
        return Schedulers.of("sa-solver", Map.of("tau", 0, "use_flow_sigmas", true, "flow_shift", 3));
    }
}
