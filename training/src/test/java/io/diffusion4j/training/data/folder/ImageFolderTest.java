package io.diffusion4j.training.data.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.data.Extent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    Path folder;

    @Test
    void captions_lie_beside_pictures_of_all_kinds_in_folders_too() throws IOException {
        picture("b/two.jpg", 20, 10);
        picture("a.PNG", 8, 12);
        picture("b/three.bmp", 4, 4);
        picture("c.gif", 5, 6);
        text("a.txt", " a\n");
        text("b/two.txt", "two");
        text("b/three.txt", "three");
        text("c.txt", "c");
        DataSet data = ImageFolder.open(folder);
        assertEquals(4, data.size());
        assertEquals("a", caption(data, 0));
        assertEquals("three", caption(data, 1));
        assertEquals("two", caption(data, 2));
        assertEquals("c", caption(data, 3));
        assertEquals(new Extent(8, 12), data.extent(0));
        assertEquals(new Extent(20, 10), data.extent(2));
        assertEquals(20, data.image(2).getWidth());
    }

    @Test
    void metadata_names_one_or_several_captions() throws IOException {
        picture("one.png", 4, 4);
        picture("more/two.png", 4, 4);
        text("metadata.jsonl", """
                {"file_name": "one.png", "text": "just one"}

                {"file_name": "more/two.png", "texts": ["first", "second"], "other": 1}
                """);
        DataSet data = ImageFolder.open(folder);
        Set<String> seen = new TreeSet<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 50; i++) {
            seen.add(data.caption(0, random).text());
        }
        assertEquals(Set.of("first", "second"), seen);
        assertEquals("just one", caption(data, 1));
    }

    @Test
    void picture_without_caption_is_named() throws IOException {
        picture("lonely.png", 4, 4);
        assertEquals(
                folder.resolve("lonely.png")
                        + ": has no caption; write one into lonely.txt beside it or a line of metadata.jsonl",
                problem());
    }

    @Test
    void wrong_line_is_named() throws IOException {
        picture("one.png", 4, 4);
        Path metadata =
                text("metadata.jsonl", "{\"file_name\": \"one.png\", \"text\": \"x\"}\n{\"file_name\": \"one.png\"}");
        assertEquals(metadata + ":2: expected a text under the key text, or a list under texts", problem());
        text("metadata.jsonl", "{\"file_name\": \"none.png\", \"text\": \"x\"}");
        assertEquals(metadata + ": there is no picture " + folder.resolve("none.png") + " in the folder", problem());
        text("metadata.jsonl", "{");
        assertTrue(problem().startsWith(metadata + ":1: not valid JSON"), problem());
    }

    @Test
    void damaged_picture_is_named() throws IOException {
        Path file = picture("one.png", 40, 40);
        text("one.txt", "one");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        DataSet data = ImageFolder.open(folder);
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> data.image(0));
        assertTrue(e.getMessage().startsWith(file + ": the picture cannot be read: "), e.getMessage());
        Files.writeString(file, "no picture at all");
        assertEquals(
                file + ": the picture cannot be read: it is not a PNG, JPEG, BMP or GIF file, whatever its name says;"
                        + " mend it or take it out of the folder",
                assertThrows(ConfigurationException.class, () -> data.extent(0)).getMessage());
    }

    @Test
    void empty_folder_is_refused() {
        assertEquals(folder + ": no pictures here; expected files ending in bmp, gif, jpeg, jpg, png", problem());
    }

    private String problem() {
        return assertThrows(ConfigurationException.class, () -> ImageFolder.open(folder))
                .getMessage();
    }

    private static String caption(DataSet data, long number) {
        return data.caption(number, new SplittableRandom(1)).text();
    }

    private Path picture(String name, int width, int height) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        String format = name.substring(name.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
        assertTrue(ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, file.toFile()));
        return file;
    }

    private Path text(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
