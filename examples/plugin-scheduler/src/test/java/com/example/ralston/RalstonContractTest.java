package com.example.ralston;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.testkit.contract.SchedulerContract;

/** What Diffusion4J expects of every scheduler, from its testkit. */
class RalstonContractTest extends SchedulerContract {
    @Override
    protected Scheduler scheduler() {
        return new RalstonScheduler(RalstonSettings.defaults());
    }

    @Override
    protected int evaluationsInLastStep() {
        return 2;
    }
}
