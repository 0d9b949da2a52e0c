package io.diffusion4j.training.latents;

import static org.bytedeco.pytorch.global.torch.cat;

import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.tensor.Ownership;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.BatchOrder;
import io.diffusion4j.training.data.BatchOrder.Batch;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.data.Extent;
import io.diffusion4j.training.precision.NoAutocast;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Latents of the middle of all pictures, kept in files: distributions, so that each use draws others. They lie in a folder
 * named after what they are made of, so that another data set or autoencoder finds none of them.
 */
public final class CachedLatents implements LatentSource {
    private static final System.Logger LOG = System.getLogger(CachedLatents.class.getName());

    private final BatchOrder order;
    private final Device device;
    private final Ownership owned = new Ownership();
    private final Map<Extent, Map<Long, Place>> places = new HashMap<>();

    /** Where a picture's latents are. */
    private record Place(LatentPart.Opened part, long row) {}

    private CachedLatents(BatchOrder order, Device device) {
        this.order = order;
        this.device = device;
    }

    /**
     * Encodes what the folder does not have yet; a run that was interrupted goes on where it was.
     *
     * @param autoencoder what tells its weights apart
     * @throws ConfigurationException if it is not known beforehand to which sizes pictures are brought
     */
    public static CachedLatents open(Path folder, String autoencoder, DataSet data, BatchOrder order, Encoder encoder) {
        List<Batch> sizes = order.all();
        if (sizes.isEmpty()) {
            throw new ConfigurationException(
                    "task.latents: the batches of this run do not tell their sizes beforehand; leave it out");
        }
        Path own = folder.resolve(Fingerprint.of(autoencoder, data, sizes));
        List<LatentPart> parts = sizes.stream()
                .flatMap(batch -> LatentPart.of(own, batch).stream())
                .toList();
        long all = sizes.stream().mapToLong(batch -> batch.numbers().length).sum();
        new CacheBuilder(
                        data,
                        encoder,
                        done -> LOG.log(
                                System.Logger.Level.INFO,
                                () -> "latents of %d of %d pictures in %s".formatted(done, all, own)))
                .build(parts);
        CachedLatents latents = new CachedLatents(order, encoder.device());
        parts.forEach(latents::add);
        return latents;
    }

    private void add(LatentPart part) {
        LatentPart.Opened opened = owned.during(part::open);
        Map<Long, Place> ofSize = places.computeIfAbsent(part.pictures().extent(), size -> new HashMap<>());
        long[] numbers = part.pictures().numbers();
        for (int row = 0; row < numbers.length; row++) {
            ofSize.put(numbers[row], new Place(opened, row));
        }
    }

    @Override
    public Posterior posterior(Draw draw) {
        Batch batch = order.batch(draw);
        Map<Long, Place> ofSize = places.get(batch.extent());
        List<Place> rows = new ArrayList<>();
        for (long number : batch.numbers()) {
            rows.add(ofSize.get(number));
        }
        // Autocast refuses to join rows of another half type than its own.
        try (Scope scope = Scope.open();
                NoAutocast plain = NoAutocast.on(device)) {
            return new Posterior(
                    scope.keep(together(rows, LatentPart.Opened::mean)),
                    scope.keep(together(rows, LatentPart.Opened::logVariance)));
        }
    }

    private Tensor together(List<Place> places, Function<LatentPart.Opened, Tensor> what) {
        TensorVector rows = new TensorVector();
        places.forEach(place -> rows.push_back(what.apply(place.part()).narrow(0, place.row(), 1)));
        return cat(rows, 0).to(device, ScalarType.Float);
    }

    @Override
    public void close() {
        owned.close();
    }
}
