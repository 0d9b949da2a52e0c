package io.diffusion4j.schedulers.kdpm2;

/** How a step gets from one noise level to the next. */
enum Descent {
    /** Straight down. */
    DIRECT {
        @Override
        double down(double from, double to) {
            return to;
        }

        @Override
        double up(double from, double to) {
            return 0;
        }
    },
    /** Below the next level, and back up to it with fresh noise: the posterior's share of old and new noise. */
    ANCESTRAL {
        @Override
        double down(double from, double to) {
            return to * to / from;
        }

        @Override
        double up(double from, double to) {
            double ratio = to / from;
            return to * Math.sqrt(1 - ratio * ratio);
        }
    };

    /** The level that the solver goes down to. */
    abstract double down(double from, double to);

    /** Standard deviation of the noise that is added there. */
    abstract double up(double from, double to);

    /** The level half-way down in log σ, where the model is asked for the second time. */
    double middle(double from, double to) {
        return Math.sqrt(from * down(from, to));
    }
}
