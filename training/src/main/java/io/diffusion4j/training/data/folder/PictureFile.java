package io.diffusion4j.training.data.folder;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.files.IoReason;
import io.diffusion4j.training.data.Extent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A file that ImageIO decodes; of an animation the first frame. Turns and mirrorings that cameras write into EXIF data are
 * not applied, so such photos must be turned before.
 */
record PictureFile(Path path) {
    /** What is done with an open reader. */
    @FunctionalInterface
    private interface Use<T> {
        T of(ImageReader reader) throws IOException;
    }

    /** From the header. */
    Extent extent() {
        return read(reader -> new Extent(reader.getWidth(0), reader.getHeight(0)));
    }

    BufferedImage decode() {
        return read(reader -> reader.read(0));
    }

    private <T> T read(Use<T> use) {
        try (ImageInputStream stream = ImageIO.createImageInputStream(path.toFile())) {
            if (stream == null) {
                throw unreadable("no such file, or permission denied");
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw unreadable("it is not a PNG, JPEG, BMP or GIF file, whatever its name says");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream);
                return use.of(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw unreadable(IoReason.of(e));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // what ImageIO's readers do about some damaged files
            throw unreadable("the file is damaged");
        }
    }

    private ConfigurationException unreadable(String reason) {
        return new ConfigurationException(
                path + ": the picture cannot be read: " + reason + "; mend it or take it out of the folder");
    }
}
