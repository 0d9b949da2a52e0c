package io.diffusion4j.schedulers.repaint;

import io.diffusion4j.core.sampling.Known;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.NoiseShares;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.TimestepTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Lugmayr et al. 2022, algorithm 1, with DDIM's step for the unknown part. An advance also undoes the steps that are
 * undone after it. History: the known image and its mask; empty for runs that paint everything.
 */
final class RepaintTrajectory extends TimestepTrajectory {
    private final RepaintSettings settings;
    private final NoiseSchedule schedule;
    private final Jumps jumps;
    private final int stride;

    RepaintTrajectory(RepaintSettings settings, NoiseSchedule schedule, Jumps jumps, int stride) {
        super(schedule, timesteps(jumps, stride), settings.prediction());
        this.settings = settings;
        this.schedule = schedule;
        this.jumps = jumps;
        this.stride = stride;
    }

    private static int[] timesteps(Jumps jumps, int stride) {
        return jumps.positions().stream().mapToInt(p -> p * stride).toArray();
    }

    @Override
    public Optional<Trajectory> given(Known known) {
        return Optional.of(new KnownStart(this, known));
    }

    @Override
    protected Update update(Point point) {
        int timestep = timestep(point.index());
        double now = schedule.alphaBar(timestep);
        double next = timestep >= stride ? schedule.alphaBar(timestep - stride) : 1;
        double alpha = Math.sqrt(now);
        double sigma = Math.sqrt(1 - now);
        Tensor output = point.output().mean();
        Tensor original = settings.clamp()
                .apply(settings.prediction().original(alpha, sigma).of(point.sample(), output));
        Tensor direction = settings.prediction().noise(alpha, sigma).of(point.sample(), output);
        Tensor noise = point.noise().get();
        NoiseShares shares = NoiseShares.ofDdim(settings.eta(), now, next);
        Tensor painted = new LinearCombination(Math.sqrt(next), shares.kept())
                .of(original, direction)
                .add(noise, Scalars.of(shares.fresh()));
        Tensor sample = undone(point, withKnown(point.history(), painted, next, noise));
        return new Update(sample, Optional.of(original), point.history());
    }

    /** The known part comes from the image, at the noise level that the step leads to. */
    private static Tensor withKnown(List<Tensor> known, Tensor painted, double alphaBar, Tensor noise) {
        if (known.isEmpty()) {
            return painted;
        }
        Tensor image = new LinearCombination(Math.sqrt(alphaBar), Math.sqrt(1 - alphaBar))
                .of(known.get(0).to(painted), noise);
        Tensor mask = known.get(1).to(painted);
        return painted.add(mask.mul(image.sub(painted)));
    }

    /**
     * Back up by the forward process, one training timestep after the other. As in the reference, these are the timesteps
     * from the one that the model was asked at, not from the one that the step led to.
     */
    private Tensor undone(Point point, Tensor sample) {
        int from = timestep(point.index());
        int count = jumps.undone().get(point.index()) * stride;
        Tensor noisy = sample;
        for (int t = from; t < from + count; t++) {
            double beta = schedule.beta(t);
            noisy = new LinearCombination(Math.sqrt(1 - beta), Math.sqrt(beta))
                    .of(noisy, point.noise().get());
        }
        return noisy;
    }

    private int timestep(int index) {
        return jumps.positions().get(index) * stride;
    }
}
