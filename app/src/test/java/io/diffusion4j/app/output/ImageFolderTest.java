package io.diffusion4j.app.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    Path folder;

    @Test
    void looking_at_a_place_leaves_no_trace() throws IOException {
        ImageFolder.prepare(folder.resolve("a/b/c"), 1);
        ImageFolder.prepare(folder.resolve("a/fox.png"), 1);
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void a_folder_is_made_with_its_first_image() throws IOException {
        ImageFolder.prepare(folder.resolve("a/b"), 1).save(image(0, 7));
        assertThat(names(folder.resolve("a/b"))).containsExactly("00000-7.png");
    }

    @Test
    void numbers_go_on_behind_the_highest() throws IOException {
        for (String name : List.of("00007-1.png", "00003-1.png", "99-1.png", "00009-1.jpg", "fox.png")) {
            Files.writeString(folder.resolve(name), "mine");
        }
        ImageFolder images = ImageFolder.prepare(folder, 2);
        images.save(image(0, 5));
        images.save(image(1, 6));
        assertThat(names(folder)).contains("00008-5.png", "00009-6.png").hasSize(7);
        assertThat(folder.resolve("00007-1.png")).hasContent("mine");
    }

    @Test
    void numbers_may_grow_beyond_five_digits() throws IOException {
        Files.writeString(folder.resolve("99999-1.png"), "mine");
        ImageFolder images = ImageFolder.prepare(folder, 2);
        images.save(image(0, 5));
        images.save(image(1, 5));
        assertThat(names(folder)).containsExactly("100000-5.png", "100001-5.png", "99999-1.png");
    }

    @Test
    void two_runs_into_one_folder_do_not_overwrite_each_other() throws IOException {
        ImageFolder one = ImageFolder.prepare(folder, 1);
        ImageFolder other = ImageFolder.prepare(folder, 1);
        one.save(image(0, 5));
        other.save(image(0, 5));
        assertThat(names(folder)).containsExactly("00000-5.png", "00001-5.png");
    }

    @Test
    void a_named_file_keeps_its_name_and_several_get_numbers() throws IOException {
        ImageFolder.prepare(folder.resolve("fox.PNG"), 1).save(image(0, 5));
        ImageFolder several = ImageFolder.prepare(folder.resolve("owl.png"), 2);
        several.save(image(0, 5));
        several.save(image(1, 6));
        assertThat(names(folder)).containsExactly("fox.PNG", "owl-1.png", "owl-2.png");
    }

    @Test
    void a_folder_may_be_called_like_a_file() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("odd.png"));
        ImageFolder.prepare(odd, 1).save(image(0, 5));
        assertThat(names(odd)).containsExactly("00000-5.png");
    }

    @Test
    void what_was_saved_is_told_in_order() {
        ImageFolder images = ImageFolder.prepare(folder, 2);
        images.save(image(0, 5));
        images.save(image(1, 6));
        assertThat(images.saved())
                .extracting(saved -> saved.file().getFileName().toString())
                .containsExactly("00000-5.png", "00001-6.png");
    }

    @Test
    void a_place_below_a_file_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertThatThrownBy(() -> ImageFolder.prepare(file.resolve("a/b"), 1))
                .isInstanceOf(OutputException.class)
                .hasMessage("cannot write to %s: %s is a file; choose another place with --output"
                        .formatted(file.resolve("a/b"), file));
    }

    private static GeneratedImage image(int index, long seed) {
        return new GeneratedImage(
                index, 1, 1, new byte[3], new Manifest(Map.of("seed", seed, "index", index), Map.of(), Map.of()));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
