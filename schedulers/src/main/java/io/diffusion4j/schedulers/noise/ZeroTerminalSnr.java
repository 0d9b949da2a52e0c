package io.diffusion4j.schedulers.noise;

/** Shifts and stretches the signal's amplitude so that none is left at the last timestep; Lin et al. 2023, algorithm 1. */
final class ZeroTerminalSnr {
    private ZeroTerminalSnr() {}

    static float[] rescale(float[] betas) {
        float[] amplitude = NoiseSchedule.cumulativeProduct(NoiseSchedule.oneMinus(betas));
        for (int i = 0; i < amplitude.length; i++) {
            amplitude[i] = (float) Math.sqrt(amplitude[i]);
        }
        float first = amplitude[0];
        float last = amplitude[amplitude.length - 1];
        float stretch = first / (first - last);
        float before = 1;
        float[] rescaled = new float[betas.length];
        for (int i = 0; i < betas.length; i++) {
            float shifted = (amplitude[i] - last) * stretch;
            float power = shifted * shifted;
            rescaled[i] = 1 - power / before;
            before = power;
        }
        return rescaled;
    }
}
