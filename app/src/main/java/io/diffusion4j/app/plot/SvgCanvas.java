package io.diffusion4j.app.plot;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/** Writes an SVG document, in which text stays text and lines stay lines. */
final class SvgCanvas implements Canvas {
    private static final List<String> ANCHORS = List.of("start", "middle", "end");

    private final StringBuilder document = new StringBuilder();

    SvgCanvas(int width, int height) {
        document.append(("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
                        + "font-family=\"sans-serif\">%n")
                .formatted(width, height, width, height));
    }

    String finished() {
        return document + "</svg>\n";
    }

    @Override
    public void line(List<Place> places, Pen pen) {
        String points = places.stream()
                .map(place -> number(place.x()) + "," + number(place.y()))
                .collect(Collectors.joining(" "));
        String dash = pen.dash().isEmpty()
                ? ""
                : " stroke-dasharray=\"%s\""
                        .formatted(pen.dash().stream().map(SvgCanvas::number).collect(Collectors.joining(" ")));
        element("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-linejoin=\"round\"%s/>"
                .formatted(points, color(pen.color()), number(pen.width()), dash));
    }

    @Override
    public void fill(Box box, Color color) {
        element("<rect %s fill=\"%s\"/>".formatted(attributes(box), color(color)));
    }

    @Override
    public void text(String text, Place baseline, Type type, Color color) {
        String place = "x=\"%s\" y=\"%s\"".formatted(number(baseline.x()), number(baseline.y()));
        String turn = type.sideways()
                ? " transform=\"rotate(-90 %s %s)\"".formatted(number(baseline.x()), number(baseline.y()))
                : "";
        element("<text %s font-size=\"%s\" text-anchor=\"%s\" fill=\"%s\"%s%s>%s</text>"
                .formatted(
                        place,
                        number(type.size()),
                        ANCHORS.get(type.anchor().ordinal()),
                        color(color),
                        type.bold() ? " font-weight=\"bold\"" : "",
                        turn,
                        escaped(text)));
    }

    @Override
    public void image(BufferedImage picture, Box box) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        element("<image %s preserveAspectRatio=\"none\" href=\"data:image/png;base64,%s\"/>"
                .formatted(attributes(box), Base64.getEncoder().encodeToString(png.toByteArray())));
    }

    private void element(String text) {
        document.append(text).append('\n');
    }

    private static String attributes(Box box) {
        return "x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\""
                .formatted(number(box.x()), number(box.y()), number(box.width()), number(box.height()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }

    private static String color(Color color) {
        return "#%06x".formatted(color.getRGB() & 0xffffff);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
