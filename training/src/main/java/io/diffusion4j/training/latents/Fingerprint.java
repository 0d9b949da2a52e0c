package io.diffusion4j.training.latents;

import io.diffusion4j.training.data.BatchOrder.Batch;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.data.Extent;
import io.diffusion4j.training.data.Pixels;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells apart what latents are made of: the autoencoder, the sizes of all pictures, the sizes that they are brought to, and
 * what some pictures show that lie evenly in the data set. A change of single pictures can go unnoticed.
 */
final class Fingerprint {
    private static final long LOOKED_AT = 64;
    private static final int DIGITS = 16;

    private final MessageDigest digest = sha256();

    private Fingerprint() {}

    /** @param autoencoder what tells its weights apart @return sixteen hexadecimal digits */
    static String of(String autoencoder, DataSet data, List<Batch> sizes) {
        Fingerprint print = new Fingerprint();
        print.digest.update(autoencoder.getBytes(StandardCharsets.UTF_8));
        print.add(data.size());
        for (long number = 0; number < data.size(); number++) {
            print.add(data.extent(number));
        }
        for (Batch batch : sizes) {
            print.add(batch.extent());
            Arrays.stream(batch.numbers()).forEach(print::add);
        }
        for (long i = 0; i < Math.min(LOOKED_AT, data.size()); i++) {
            print.digest.update(Pixels.of(data.image(i * data.size() / Math.min(LOOKED_AT, data.size())))
                    .values());
        }
        return HexFormat.of().formatHex(print.digest.digest()).substring(0, DIGITS);
    }

    private void add(Extent extent) {
        add(extent.width());
        add(extent.height());
    }

    private void add(long value) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
