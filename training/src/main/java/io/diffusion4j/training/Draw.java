package io.diffusion4j.training;

import io.diffusion4j.core.runtime.Natives;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The chance that a training step takes, as a pure function of what it is for: a run that goes on from a checkpoint draws
 * the numbers that it would have drawn, and no state of a generator has to be kept.
 *
 * @param seed of the run
 * @param step counted from 0
 * @param part of the step, where a step's gradients come from several batches; counted from 0
 */
public record Draw(long seed, long step, int part) {
    static {
        Natives.start();
    }

    /** For Java's own numbers. @param purpose numbers for different purposes are independent */
    public SplittableRandom random(String purpose) {
        return new SplittableRandom(seedFor(purpose));
    }

    /** Unit normal numbers of that shape, float32, drawn on the CPU; belongs to the open scope. */
    public Tensor normal(String purpose, Device device, long... shape) {
        return torch.torch_randn(shape, generator(purpose), new TensorOptions(ScalarType.Float))
                .to(device, ScalarType.Float);
    }

    /** Numbers from 0 (inclusive) to 1 of that shape, float32, drawn on the CPU; belongs to the open scope. */
    public Tensor uniform(String purpose, Device device, long... shape) {
        return torch.torch_rand(shape, generator(purpose), new TensorOptions(ScalarType.Float))
                .to(device, ScalarType.Float);
    }

    private GeneratorOptional generator(String purpose) {
        return new GeneratorOptional(torch.make_generator_cpu(seedFor(purpose)));
    }

    private long seedFor(String purpose) {
        long mixed = new SplittableRandom(seed ^ purpose.hashCode() * 0x9E3779B97F4A7C15L).nextLong();
        return new SplittableRandom(mixed ^ (step * 1_000_003L + part)).nextLong();
    }
}
