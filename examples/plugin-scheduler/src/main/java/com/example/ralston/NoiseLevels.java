package com.example.ralston;

/** The noise level sigma of each training timestep; in between, log sigma is linear, as in k-diffusion. */
final class NoiseLevels {
    private final double[] logSigmas;

    private NoiseLevels(double[] logSigmas) {
        this.logSigmas = logSigmas;
    }

    static NoiseLevels of(RalstonSettings settings) {
        int count = settings.trainTimesteps();
        double first = Math.sqrt(settings.betaStart());
        double last = Math.sqrt(settings.betaEnd());
        double[] logSigmas = new double[count];
        double signal = 1;
        for (int t = 0; t < count; t++) {
            double root = first + (last - first) * t / (count - 1);
            signal *= 1 - root * root;
            logSigmas[t] = 0.5 * Math.log((1 - signal) / signal);
        }
        return new NoiseLevels(logSigmas);
    }

    /** @param timestep between the first and the last of training */
    double sigma(double timestep) {
        int low = Math.min((int) timestep, logSigmas.length - 2);
        double part = timestep - low;
        return Math.exp((1 - part) * logSigmas[low] + part * logSigmas[low + 1]);
    }

    /** The inverse; beyond the levels of training, the nearest timestep. */
    double timestep(double sigma) {
        double wanted = Math.log(sigma);
        int low = 0;
        while (low < logSigmas.length - 2 && logSigmas[low + 1] <= wanted) {
            low++;
        }
        double part = (wanted - logSigmas[low]) / (logSigmas[low + 1] - logSigmas[low]);
        return low + Math.min(1, Math.max(0, part));
    }
}
