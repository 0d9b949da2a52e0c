package io.diffusion4j.pipelines.output;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.AtomicFile;
import io.diffusion4j.core.files.IoReason;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.Manifest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Images as PNG files that carry how they were made: the text {@code parameters} in the form of the A1111 web UI, and
 * the whole manifest as JSON in the text {@code diffusion4j}.
 */
public final class PngFile {
    private static final String PARAMETERS = "parameters";
    private static final String MANIFEST = "diffusion4j";
    private static final int FILTER_UP = 2;

    private PngFile() {}

    /** The image as the bytes of a PNG file. */
    public static byte[] encode(GeneratedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(image.rgb().length / 2);
        try {
            write(image, bytes);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes the image to a temporary file beside {@code target}, then moves it there in one step.
     *
     * @throws OutputException if that fails; nothing is left behind and an existing target is untouched
     */
    public static void save(GeneratedImage image, Path target) {
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            byte[] bytes = encode(image);
            AtomicFile.write(target.toAbsolutePath(), channel -> {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            });
        } catch (IOException e) {
            throw new OutputException(
                    "cannot write %s: %s; choose another place with --output".formatted(target, IoReason.of(e)), e);
        }
    }

    /**
     * The manifest that {@link #save} wrote.
     *
     * @throws ConfigurationException if the file cannot be read, is no PNG file, or carries none
     */
    public static Manifest readManifest(Path file) {
        String json = texts(file).get(MANIFEST);
        if (json == null) {
            throw new ConfigurationException(
                    file + " carries no Diffusion4J manifest; only images made by it can be made again");
        }
        return ManifestJson.parse(json, file.toString());
    }

    /** All texts of a PNG file by keyword. */
    public static Map<String, String> texts(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return PngChunks.readTexts(in);
        } catch (IOException e) {
            throw new ConfigurationException("cannot read " + file + ": " + IoReason.of(e));
        }
    }

    private static void write(GeneratedImage image, OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.write(PngChunks.SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(image.width())
                .putInt(image.height())
                .put(new byte[] {8, 2, 0, 0, 0}) // 8 bits, RGB, deflate, adaptive filters, not interlaced
                .array();
        PngChunks.write(out, "IHDR", header);
        PngChunks.writeText(out, PARAMETERS, ParametersText.of(image));
        PngChunks.writeText(out, MANIFEST, ManifestJson.write(image.manifest()));
        PngChunks.write(out, "IDAT", compress(image));
        PngChunks.write(out, "IEND", new byte[0]);
        out.flush();
    }

    private static byte[] compress(GeneratedImage image) throws IOException {
        int stride = image.width() * 3;
        byte[] rgb = image.rgb();
        byte[] row = new byte[1 + stride];
        row[0] = FILTER_UP;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(rgb.length / 2);
        Deflater deflater = new Deflater(6);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, 1 << 16)) {
            for (int y = 0; y < image.height(); y++) {
                for (int x = 0; x < stride; x++) {
                    int above = y == 0 ? 0 : rgb[(y - 1) * stride + x];
                    row[1 + x] = (byte) (rgb[y * stride + x] - above);
                }
                out.write(row);
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }
}
