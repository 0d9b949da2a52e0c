package com.example.ralston;

/** Which timesteps of the training a run visits. */
public enum Spacing {
    /** From the last timestep to the first, both included. */
    LINSPACE {
        @Override
        double timestep(int index, int steps, int trainTimesteps, int offset) {
            return steps == 1 ? trainTimesteps - 1 : (trainTimesteps - 1) * (1 - index / (steps - 1.0));
        }
    },
    /** Whole strides counted from the first timestep, shifted by as much of the offset as there is room for. */
    LEADING {
        @Override
        double timestep(int index, int steps, int trainTimesteps, int offset) {
            int stride = trainTimesteps / steps;
            int room = trainTimesteps - 1 - (steps - 1) * stride;
            return (steps - 1 - index) * stride + Math.min(offset, room);
        }
    },
    /** Even strides counted back from the last timestep. */
    TRAILING {
        @Override
        double timestep(int index, int steps, int trainTimesteps, int offset) {
            return trainTimesteps - 1 - index * ((double) trainTimesteps / steps);
        }
    };

    abstract double timestep(int index, int steps, int trainTimesteps, int offset);
}
