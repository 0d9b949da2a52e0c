package io.diffusion4j.training.data;

import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.IoReason;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A data set whose decoded pictures are kept in a file, 3 bytes a pixel, so that only the first epoch decodes or draws them.
 * Pictures are written as they are asked for, to a draft beside the file; when the last one is there it becomes the file,
 * which later runs read. A file of another data set is replaced. Safe for several threads, but one process at a time.
 */
public final class PictureCache implements DataSet, AutoCloseable {
    private static final int HEADER_BYTES = 32;
    private static final int CHANNELS = 3;

    private final DataSet data;
    private final Path file;
    private final Path draft;
    private final long[] offsets;
    private final BitSet present = new BitSet();
    private final FileChannel channel;
    private boolean complete;

    /**
     * @param identity says which data set it is, such as its type with all settings; the pictures' number and sizes count too
     * @throws OutputException if the file cannot be opened
     */
    public PictureCache(DataSet data, Path file, String identity) {
        this.data = data;
        this.file = file;
        this.draft = file.resolveSibling(file.getFileName() + ".part");
        this.offsets = offsets(data);
        byte[] fingerprint = fingerprint(identity);
        try {
            complete = holds(fingerprint);
            channel = complete
                    ? FileChannel.open(file, StandardOpenOption.READ)
                    : FileChannel.open(
                            draft,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (complete) {
                present.set(0, Math.toIntExact(data.size()));
            } else {
                write(ByteBuffer.wrap(fingerprint), 0);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public long size() {
        return data.size();
    }

    @Override
    public Extent extent(long number) {
        return data.extent(number);
    }

    @Override
    public BufferedImage image(long number) {
        try {
            if (has(number)) {
                byte[] values = new byte[(int) (offsets[(int) number + 1] - offsets[(int) number])];
                read(ByteBuffer.wrap(values), offsets[(int) number]);
                return new Pixels(values, extent(number)).image();
            }
            BufferedImage image = data.image(number);
            write(ByteBuffer.wrap(Pixels.of(image).values()), offsets[(int) number]);
            add(number);
            return image;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public Caption caption(long number, SplittableRandom random) {
        return data.caption(number, random);
    }

    @Override
    public Map<String, String> truth(long number) {
        return data.truth(number);
    }

    @Override
    public Map<String, List<String>> attributes() {
        return data.attributes();
    }

    private synchronized boolean has(long number) {
        return present.get((int) number);
    }

    private synchronized void add(long number) throws IOException {
        present.set((int) number);
        if (!complete && present.cardinality() == data.size()) {
            channel.force(true);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            complete = true;
        }
    }

    private boolean holds(byte[] fingerprint) throws IOException {
        if (!Files.exists(file) || Files.size(file) != offsets[offsets.length - 1]) {
            return false;
        }
        try (FileChannel found = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            found.read(header);
            return MessageDigest.isEqual(header.array(), fingerprint);
        }
    }

    private byte[] fingerprint(String identity) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(identity.getBytes(StandardCharsets.UTF_8));
            for (int number = 0; number < data.size(); number++) {
                digest.update(extent(number).toString().getBytes(StandardCharsets.UTF_8));
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long[] offsets(DataSet data) {
        long[] offsets = new long[Math.toIntExact(data.size()) + 1];
        offsets[0] = HEADER_BYTES;
        for (int number = 0; number < data.size(); number++) {
            Extent extent = data.extent(number);
            offsets[number + 1] = offsets[number] + (long) CHANNELS * extent.width() * extent.height();
        }
        return offsets;
    }

    private void write(ByteBuffer bytes, long position) throws IOException {
        for (long at = position; bytes.hasRemaining(); ) {
            at += channel.write(bytes, at);
        }
    }

    private void read(ByteBuffer bytes, long position) throws IOException {
        for (long at = position; bytes.hasRemaining(); ) {
            int count = channel.read(bytes, at);
            if (count < 0) {
                throw new IOException("the file was cut off while it was read");
            }
            at += count;
        }
    }

    private OutputException failure(IOException e) {
        return new OutputException(
                file + ": pictures cannot be kept here: " + IoReason.of(e) + "; train without a cache, or free space",
                e);
    }

    /** A draft that lacks pictures is deleted. */
    @Override
    public synchronized void close() {
        try {
            channel.close();
            if (!complete) {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }
}
