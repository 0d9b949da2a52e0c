package io.diffusion4j.schedulers.noise;

import io.diffusion4j.core.error.CheckpointException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The log signal-to-noise ratio {@code −γ(t)} that a network was trained to give, Kingma et al. 2021. The timesteps lie
 * evenly from time 0 to time 1, both visited; γ goes from {@code gamma-min} to {@code gamma-max}.
 */
final class LearnedSchedule {
    private LearnedSchedule() {}

    /** @throws CheckpointException if the file holds no such network */
    static List<NoiseLevel> levels(NoiseScheduleSettings settings) {
        LearnedSettings learned = settings.learned();
        Path file = learned.file().orElseThrow();
        MonotoneNetwork network = MonotoneNetwork.read(file);
        if (!network.rises()) {
            throw new CheckpointException(file + ": l1.weight is 0, so that the noise never grows");
        }
        int last = settings.trainTimesteps() - 1;
        double range = learned.gammaMax() - learned.gammaMin();
        return IntStream.rangeClosed(0, last)
                .mapToDouble(t -> network.progress((double) t / last))
                .mapToObj(share -> new NoiseLevel(-(learned.gammaMin() + range * share)))
                .toList();
    }
}
