package io.diffusion4j.training.data;

import io.diffusion4j.training.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Shuffles the pictures anew for each epoch and hands them out in whole batches; a bucket's pictures that fill no batch are
 * the first of that bucket in the next epoch. Each resolution begins an epoch. Safe for several threads.
 */
public final class EpochOrder implements BatchOrder {
    private final NavigableMap<Long, Shuffle> shuffles = new TreeMap<>();
    private final int parts;

    /**
     * @param parts batches in a step
     * @throws io.diffusion4j.core.error.DiffusionException if a picture cannot be read
     */
    public EpochOrder(DataSet data, BatchSettings settings, int parts) {
        this.parts = parts;
        List<Extent> extents = new ArrayList<>();
        for (long number = 0; number < data.size(); number++) {
            extents.add(data.extent(number));
        }
        settings.resolutions().forEach((from, resolution) -> {
            Buckets buckets = settings.buckets(resolution);
            shuffles.put(from, new Shuffle(Members.of(buckets, extents), settings.size(), resolution));
        });
    }

    @Override
    public Batch batch(Draw draw) {
        long from = shuffles.floorKey(draw.step());
        return shuffles.get(from).batch(draw.seed(), (draw.step() - from) * parts + draw.part());
    }

    @Override
    public Draw next(Draw draw) {
        return draw.part() + 1 < parts
                ? new Draw(draw.seed(), draw.step(), draw.part() + 1)
                : new Draw(draw.seed(), draw.step() + 1, 0);
    }

    @Override
    public List<Batch> all() {
        return shuffles.values().stream()
                .flatMap(shuffle -> shuffle.all().stream())
                .toList();
    }
}
