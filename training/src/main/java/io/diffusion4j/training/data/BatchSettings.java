package io.diffusion4j.training.data;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How pictures become batches. */
@Doc("How pictures become batches.")
public record BatchSettings(
        @Doc("Pictures in a batch.") @Range(min = 1, max = 4096)
        int size,

        @Doc("Sides of a square batch in pixels; other shapes have about as many pixels.") @Range(min = 8, max = 4096)
        int resolution,

        @Doc("Other resolutions that the run begins with or changes to, by step.")
        List<ResolutionChange> changes,

        @Doc("What width and height of batches are multiples of, in pixels; a multiple of the pixels per latent.")
        @Range(min = 1, max = 1024)
        int multiple,

        @Doc("How much longer the longer side of a batch may be; 1 makes all batches square.") @Range(min = 1, max = 8)
        double maxAspect) {
    public BatchSettings {
        Constraints.check(BatchSettings.class, size, resolution, changes, multiple, maxAspect);
        changes = List.copyOf(changes);
        checkMultiple("resolution", resolution, multiple);
        for (ResolutionChange change : changes) {
            checkMultiple("changes", change.resolution(), multiple);
        }
    }

    public static BatchSettings defaults() {
        return new BatchSettings(32, 128, List.of(), 64, 2);
    }

    /** The resolutions by the step from which they hold. */
    NavigableMap<Long, Integer> resolutions() {
        NavigableMap<Long, Integer> resolutions = new TreeMap<>();
        resolutions.put(0L, resolution);
        changes.forEach(change -> resolutions.put(change.from(), change.resolution()));
        return resolutions;
    }

    Buckets buckets(int wanted) {
        return Buckets.of(wanted, multiple, maxAspect);
    }

    private static void checkMultiple(String name, int resolution, int multiple) {
        if (resolution % multiple != 0) {
            throw new InvalidSetting(name, "must be a multiple of multiple, " + multiple + ", got " + resolution);
        }
    }
}
