package io.diffusion4j.schedulers.sde;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.Linspace;
import io.diffusion4j.schedulers.solver.Requests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

record ScoreSdeVe(ScoreSdeVeSettings settings) implements Scheduler {
    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseTimesteps(request, "sde-ve");
        Requests.refuseSigmas(request, "sde-ve");
        double[] levels = levels(0, request.steps());
        double[] told = levels(settings.samplingEps(), request.steps());
        int stages = settings.correctorSteps() + 1;
        double[] repeated = new double[told.length * stages];
        List<Double> sigmas = new ArrayList<>();
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = told[i / stages];
            sigmas.add(levels[i / stages]);
        }
        sigmas.add(0.0);
        return new PredictorCorrector(settings, repeated, sigmas);
    }

    /** Even in log σ over the times from 1 down. */
    private double[] levels(double end, int steps) {
        double range = settings.sigmaMax() / settings.sigmaMin();
        return Arrays.stream(Linspace.of(1, end, steps))
                .map(time -> (float) (settings.sigmaMin() * Math.pow(range, time)))
                .toArray();
    }

    @Override
    public boolean isStochastic() {
        return true;
    }

    @Override
    public int order() {
        return 1;
    }
}
