package io.diffusion4j.testkit.golden;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.testkit.contract.SchedulerContract;

class EulerContractTest extends SchedulerContract {
    @Override
    protected Scheduler scheduler() {
        return new EulerScheduler(0.00085, 0.012, 1);
    }
}
