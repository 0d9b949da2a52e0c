package io.diffusion4j.training.autoencoder;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.AtomicFile;
import io.diffusion4j.core.files.IoReason;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.data.Extent;
import io.diffusion4j.training.data.PictureBatch;
import io.diffusion4j.training.data.Pixels;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Pictures side by side, and below each what the autoencoder makes of it. */
record ReconstructionSheet(List<BufferedImage> originals, List<BufferedImage> reconstructions) {
    private static final int GAP = 4;

    static ReconstructionSheet of(Autoencoder autoencoder, List<PictureBatch> pictures, Device device) {
        List<BufferedImage> originals = new ArrayList<>();
        List<BufferedImage> reconstructions = new ArrayList<>();
        for (PictureBatch picture : pictures) {
            try (Scope scope = Scope.open()) {
                Tensor image = picture.tensor(device);
                originals.add(shown(image));
                reconstructions.add(
                        shown(autoencoder.decode(autoencoder.encode(image).mean())));
            }
        }
        return new ReconstructionSheet(originals, reconstructions);
    }

    void write(Path file) {
        try {
            AtomicFile.write(file, channel -> ImageIO.write(drawn(), "png", Channels.newOutputStream(channel)));
        } catch (IOException e) {
            throw new OutputException(file + ": cannot be written: " + IoReason.of(e), e);
        }
    }

    private BufferedImage drawn() {
        int height = originals.stream().mapToInt(BufferedImage::getHeight).max().orElse(0);
        int width = originals.stream().mapToInt(image -> image.getWidth() + GAP).sum() + GAP;
        BufferedImage sheet = new BufferedImage(width, 2 * height + 3 * GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        int left = GAP;
        for (int i = 0; i < originals.size(); i++) {
            graphics.drawImage(originals.get(i), left, GAP, null);
            graphics.drawImage(reconstructions.get(i), left, height + 2 * GAP, null);
            left += originals.get(i).getWidth() + GAP;
        }
        graphics.dispose();
        return sheet;
    }

    /** @param image [1, 3, height, width] in about -1..1 */
    static BufferedImage shown(Tensor image) {
        int height = (int) image.size(2);
        int width = (int) image.size(3);
        Tensor bytes = image.to(ScalarType.Float)
                .add(new Scalar(1.0))
                .mul(new Scalar(127.5))
                .round()
                .clamp(new ScalarOptional(new Scalar(0.0)), new ScalarOptional(new Scalar(255.0)));
        return new Pixels(HostData.bytes(bytes), new Extent(width, height)).image();
    }
}
