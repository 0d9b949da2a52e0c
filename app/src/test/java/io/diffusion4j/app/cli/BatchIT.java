package io.diffusion4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.core.pipeline.Manifest;
import io.diffusion4j.pipelines.output.PngFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Three images, the first two of them computed together, and what can be done with them afterwards. */
@TestInstance(Lifecycle.PER_CLASS)
class BatchIT {
    private static final List<String> NAMES = List.of("00000-5.png", "00001-6.png", "00002-7.png");

    private Path folder;

    private D4j.Ended run;

    @BeforeAll
    void generate(@TempDir Path shared) {
        folder = shared;
        run = threeImages("out").succeeded();
    }

    @Test
    void image_i_has_the_seed_plus_i_and_the_size_asked_for() {
        assertThat(D4j.tree(folder.resolve("out"))).containsAll(NAMES);
        for (int i = 0; i < NAMES.size(); i++) {
            Pixels pixels = Pixels.of(image(i));
            assertThat(List.of(pixels.width(), pixels.height())).containsExactly(40, 24);
            assertThat(manifest(i).image().get("seed")).hasToString("" + (5 + i));
        }
    }

    @Test
    void standard_output_is_one_json_object_and_nothing_else() throws IOException {
        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).hasSize(1);
        assertThat(report.get("images").findValuesAsText("seed")).containsExactly("5", "6", "7");
        assertThat(report.get("images").findValuesAsText("width")).containsOnly("40");
        assertThat(report.get("images").findValuesAsText("file"))
                .allMatch(file -> Files.isRegularFile(Path.of(file)))
                .allMatch(file -> NAMES.contains(Path.of(file).getFileName().toString()));
        assertThat(report.get("seconds").asDouble())
                .isGreaterThan(report.get("load-seconds").asDouble());
    }

    @Test
    void the_parameters_are_those_that_other_tools_read() {
        assertThat(PngFile.texts(image(1)).get("parameters").lines())
                .satisfiesExactly(
                        prompt -> assertThat(prompt).isEqualTo("a red fox"),
                        negative -> assertThat(negative).isEqualTo("Negative prompt: blurry"),
                        facts -> assertThat(facts)
                                .startsWith(
                                        "Steps: 3, Sampler: pndm, CFG scale: 7.5, Seed: 6, Size: 40x24, Model hash: ")
                                .contains(", Model: sd15, Version: Diffusion4J "));
    }

    @Test
    void the_manifest_names_the_batch_that_the_image_was_computed_in() {
        assertThat(manifest(1).image().get("index")).hasToString("1");
        assertThat(manifest(1).settings().get("request").toString()).contains("count=2", "batch=2", "seed=5");
        assertThat(manifest(2).image().get("index")).hasToString("0");
        assertThat(manifest(2).settings().get("request").toString()).contains("count=1", "batch=1", "seed=7");
    }

    @Test
    void the_same_seed_gives_the_same_pixels_and_numbers_go_on() throws IOException {
        byte[] before = Files.readAllBytes(image(0));
        threeImages("out").succeeded();
        assertThat(D4j.tree(folder.resolve("out")))
                .containsExactly(
                        "", "00000-5.png", "00001-6.png", "00002-7.png", "00003-5.png", "00004-6.png", "00005-7.png");
        assertThat(Files.readAllBytes(image(0))).isEqualTo(before);
        for (int i = 0; i < NAMES.size(); i++) {
            Path again = folder.resolve("out/0000%d-%d.png".formatted(3 + i, 5 + i));
            assertThat(Pixels.of(again)).isEqualTo(Pixels.of(image(i)));
        }
        assertThat(Pixels.of(image(0))).isNotEqualTo(Pixels.of(image(1)));
    }

    @Test
    void a_replay_gives_the_same_pixels_from_the_middle_of_a_batch() {
        D4j.run(folder, "generate", "--replay", image(1).toString(), "-o", "replay/again.png")
                .succeeded();
        assertThat(D4j.tree(folder.resolve("replay"))).containsExactly("", "again.png");
        assertThat(Pixels.of(folder.resolve("replay/again.png"))).isEqualTo(Pixels.of(image(1)));
    }

    @Test
    void a_replay_does_not_go_to_the_place_of_the_first_image() {
        D4j.run(folder, "generate", "--replay", image(2).toString(), "--quiet").succeeded();
        assertThat(Pixels.of(folder.resolve("output/00000-7.png"))).isEqualTo(Pixels.of(image(2)));
    }

    private D4j.Ended threeImages(String output) {
        return D4j.run(
                folder,
                "generate",
                "a red fox",
                "--negative=blurry",
                "--model=" + D4j.TINY_MODEL,
                "--steps=3",
                "--seed=5",
                "--count=3",
                "--batch=2",
                "--size=40x24",
                "--json",
                "--output=" + output);
    }

    private Path image(int index) {
        return folder.resolve("out").resolve(NAMES.get(index));
    }

    private Manifest manifest(int index) {
        return PngFile.readManifest(image(index));
    }
}
