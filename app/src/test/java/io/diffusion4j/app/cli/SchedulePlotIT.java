package io.diffusion4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** Pictures of schedules, from the command line. */
class SchedulePlotIT {
    private static final List<String> FIGURES =
            List.of("alpha-bar", "forward-process", "log-snr", "sigmas", "snr-regions");

    @TempDir
    Path folder;

    @Test
    void every_figure_is_a_picture_and_a_drawing_of_the_same_size()
            throws IOException, ParserConfigurationException, SAXException {
        D4j.Ended run = D4j.run(folder, "schedule", "plot", "--out", "plots").succeeded();

        assertThat(D4j.tree(folder.resolve("plots")))
                .containsExactlyElementsOf(Stream.concat(
                                Stream.of(""),
                                FIGURES.stream().flatMap(name -> Stream.of(name + ".png", name + ".svg")))
                        .toList());
        assertThat(run.out().lines()).hasSize(2 * FIGURES.size());
        for (String name : FIGURES) {
            BufferedImage pixels =
                    ImageIO.read(folder.resolve("plots/" + name + ".png").toFile());
            Document drawing = drawing(name);
            assertThat(drawing.getDocumentElement().getAttribute("width"))
                    .isEqualTo(Integer.toString(pixels.getWidth() / 2));
            assertThat(drawing.getElementsByTagName("text").getLength()).isGreaterThan(8);
            assertThat(colors(pixels)).isGreaterThan(20);
        }
    }

    @Test
    void the_named_schedules_and_the_scheduler_are_drawn() throws IOException {
        D4j.run(
                        folder,
                        "schedule",
                        "plot",
                        "--schedules=linear,cosine",
                        "--scheduler={type: euler, sigmas: karras, noise: {schedule: quadratic}}",
                        "--steps=7",
                        "--timesteps=3,42",
                        "--out=.")
                .succeeded();

        assertThat(Files.readString(folder.resolve("alpha-bar.svg")))
                .contains(">linear<", ">cosine<", ">euler<")
                .doesNotContain(">sigmoid<");
        assertThat(Files.readString(folder.resolve("sigmas.svg"))).contains(">euler<", ">karras<", "7 steps");
        assertThat(Files.readString(folder.resolve("forward-process.svg")))
                .contains("t = 3<", "t = 42<")
                .doesNotContain("t = 200<");
    }

    @Test
    void the_seed_decides_on_the_noise() throws IOException {
        String picture =
                D4j.TINY_MODEL.resolve("../../../../docs/images/request.png").toString();
        for (String seed : List.of("1", "2")) {
            D4j.run(
                            folder,
                            "schedule",
                            "plot",
                            "--schedules=cosine",
                            "--timesteps=500",
                            "--image=" + picture,
                            "--seed=" + seed,
                            "--out=" + seed)
                    .succeeded();
        }
        assertThat(folder.resolve("1/alpha-bar.png")).hasSameBinaryContentAs(folder.resolve("2/alpha-bar.png"));
        assertThat(Files.mismatch(folder.resolve("1/forward-process.png"), folder.resolve("2/forward-process.png")))
                .isNotNegative();
    }

    @Test
    void what_cannot_be_drawn_is_refused_in_one_line_and_leaves_no_files() throws IOException {
        Files.writeString(folder.resolve("text.png"), "no picture");

        assertThat(refusal("--schedules=cosin")).contains("did you mean 'cosine'?");
        assertThat(refusal("--schedules=")).contains("such as cosine");
        assertThat(refusal("--schedules=explicit")).contains("--scheduler");
        assertThat(refusal("--scheduler=eulr")).contains("did you mean 'euler'?");
        assertThat(refusal("--timesteps=1000")).contains("0 to 999");
        assertThat(refusal("--steps=1001")).contains("1000");
        assertThat(refusal("--image=text.png")).contains("PNG or JPEG");
        assertThat(refusal("--out=text.png/plots")).contains("--out");
        assertThat(D4j.run(folder, "schedule").refusal()).contains("plot");
        assertThat(D4j.tree(folder)).containsExactly("", "text.png");
    }

    private String refusal(String option) {
        return D4j.run(folder, "schedule", "plot", option).refusal();
    }

    private Document drawing(String name) throws IOException, ParserConfigurationException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("plots/" + name + ".svg").toFile());
    }

    private static long colors(BufferedImage pixels) {
        return Stream.of(pixels.getRGB(0, 0, pixels.getWidth(), pixels.getHeight(), null, 0, pixels.getWidth()))
                .flatMapToInt(java.util.Arrays::stream)
                .distinct()
                .count();
    }
}
