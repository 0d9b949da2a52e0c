package io.diffusion4j.schedulers.spacing;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.schedulers.noise.Linspace;
import java.util.List;
import java.util.Locale;

/** Which of the training timesteps a run visits; Lin et al. 2023, table 2. All lists fall. */
public enum TimestepSpacing {
    /** Multiples of a whole stride from 0 up; never visits the last training timestep. */
    LEADING {
        @Override
        public double[] points(int count, int train, int offset) {
            return multiples(count, train / count, offset);
        }

        @Override
        public double[] interior(int count, int train, int last, int offset) {
            double[] withZero = multiples(count + 1, last / (count + 1), offset);
            return java.util.Arrays.copyOf(withZero, count);
        }

        @Override
        public double[] rising(int count, int train, int last, int offset) {
            double[] withEnd = Timesteps.reversed(multiples(count + 1, last / (count + 1), offset));
            return java.util.Arrays.copyOf(withEnd, count);
        }

        private static double[] multiples(int count, int stride, int offset) {
            double[] timesteps = new double[count];
            for (int i = 0; i < count; i++) {
                timesteps[i] = (double) (count - 1 - i) * stride + offset;
            }
            return timesteps;
        }
    },
    /** Even strides down from the last training timestep; never visits 0. */
    TRAILING {
        @Override
        public double[] points(int count, int train, int offset) {
            return down(count, train, train);
        }

        @Override
        public double[] interior(int count, int train, int last, int offset) {
            return down(count, train, last);
        }

        @Override
        public double[] rising(int count, int train, int last, int offset) {
            return Timesteps.reversed(down(count, train, last));
        }

        private static double[] down(int count, int train, int last) {
            double stride = (double) train / count;
            double[] timesteps = new double[(int) Math.ceil(last / stride)];
            for (int i = 0; i < timesteps.length; i++) {
                timesteps[i] = Math.rint(last - i * stride) - 1;
            }
            return timesteps;
        }
    },
    /** Evenly from the last training timestep to 0, both visited. */
    LINSPACE {
        @Override
        public double[] points(int count, int train, int offset) {
            return Timesteps.reversed(Linspace.of(0, train - 1, count));
        }

        @Override
        public double[] interior(int count, int train, int last, int offset) {
            double[] withZero = Timesteps.rounded(Timesteps.reversed(Linspace.of(0, last - 1, count + 1)));
            return java.util.Arrays.copyOf(withZero, count);
        }

        @Override
        public double[] rising(int count, int train, int last, int offset) {
            return java.util.Arrays.copyOf(Timesteps.rounded(Linspace.of(0, last - 1, count + 1)), count);
        }
    },
    /**
     * Evenly from the last training timestep to 0, which is left out: what user interfaces call SGM uniform. For
     * schedulers that leave 0 out by themselves the same as {@link #LINSPACE}.
     */
    SGM_UNIFORM {
        @Override
        public double[] points(int count, int train, int offset) {
            return java.util.Arrays.copyOf(LINSPACE.points(count + 1, train, offset), count);
        }

        @Override
        public double[] interior(int count, int train, int last, int offset) {
            return LINSPACE.interior(count, train, last, offset);
        }

        @Override
        public double[] rising(int count, int train, int last, int offset) {
            return LINSPACE.rising(count, train, last, offset);
        }
    };

    /**
     * The timesteps of schedulers whose last step leaves the range; fractional for {@link #LINSPACE} and
     * {@link #SGM_UNIFORM}.
     *
     * @param count number of them
     * @param train number of training timesteps
     * @param offset added by {@link #LEADING}
     */
    public abstract double[] points(int count, int train, int offset);

    /**
     * The whole timesteps of schedulers that treat 0 as the end point, which is cut off.
     *
     * @param last one more than the last timestep that may be visited
     */
    public abstract double[] interior(int count, int train, int last, int offset);

    /** The whole timesteps of schedulers that go from an image to noise: these rise, and the end at the noise is cut off. */
    public abstract double[] rising(int count, int train, int last, int offset);

    /** @param otherwise the reference class's default */
    public static TimestepSpacing of(ReferenceConfig config, TimestepSpacing otherwise) {
        String name = config.string("timestep_spacing", otherwise.name().toLowerCase(Locale.ROOT));
        for (TimestepSpacing spacing : List.of(LEADING, TRAILING, LINSPACE)) {
            if (spacing.name().equalsIgnoreCase(name)) {
                return spacing;
            }
        }
        throw new CheckpointException(
                "%s: timestep_spacing is %s, which is not supported here; supported: leading, trailing, linspace"
                        .formatted(config.location(), name));
    }
}
