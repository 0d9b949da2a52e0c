package io.diffusion4j.app.plot;

import io.diffusion4j.app.plot.Canvas.Box;
import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.AtomicFile;
import io.diffusion4j.core.files.IoReason;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Saves figures as PNG and SVG files; there are no half files, whatever happens. */
public final class FigureFiles {
    private FigureFiles() {}

    /**
     * @param folder made if it is missing
     * @param name of both files, without an ending
     * @return the files
     * @throws OutputException if they cannot be written
     */
    public static List<Path> save(Figure figure, Path folder, String name) {
        Path png = folder.resolve(name + ".png");
        Path svg = folder.resolve(name + ".svg");
        try {
            byte[] pixels = png(figure);
            byte[] document = svg(figure);
            Files.createDirectories(folder);
            write(png, pixels);
            write(svg, document);
        } catch (IOException e) {
            throw new OutputException(
                    "cannot write to %s: %s; choose another folder with --out".formatted(folder, IoReason.of(e)), e);
        }
        return List.of(png, svg);
    }

    private static void write(Path file, byte[] content) throws IOException {
        AtomicFile.write(file, channel -> {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        });
    }

    private static byte[] png(Figure figure) throws IOException {
        PixelCanvas canvas = new PixelCanvas(figure.width(), figure.height());
        draw(figure, canvas);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // The default stream goes through a file that is deleted at the process's end, which may have come already.
        try (MemoryCacheImageOutputStream image = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(canvas.finished(), "png", image);
        }
        return bytes.toByteArray();
    }

    private static byte[] svg(Figure figure) {
        SvgCanvas canvas = new SvgCanvas(figure.width(), figure.height());
        draw(figure, canvas);
        return canvas.finished().getBytes(StandardCharsets.UTF_8);
    }

    private static void draw(Figure figure, Canvas canvas) {
        canvas.fill(new Box(0, 0, figure.width(), figure.height()), Color.WHITE);
        figure.drawOn(canvas);
    }
}
