package io.diffusion4j.pipelines.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.Manifest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngFileTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 3", "3, 7", "64, 64", "1, 300"})
    void other_readers_see_exactly_the_pixels(int width, int height) throws IOException {
        GeneratedImage image = image(width, height, "a red fox");
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngFile.encode(image)));
        assertThat(read.getWidth()).isEqualTo(width);
        assertThat(read.getHeight()).isEqualTo(height);
        for (int i = 0; i < width * height; i++) {
            int expected = (image.rgb()[3 * i] & 0xff) << 16
                    | (image.rgb()[3 * i + 1] & 0xff) << 8
                    | (image.rgb()[3 * i + 2] & 0xff);
            assertThat(read.getRGB(i % width, i / width) & 0xffffff).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a red fox",
                "",
                "two\nlines",
                "Füchse, grün",
                "狐 🦊 in the snow",
                "\"quoted\" \\ {json: [1]}",
                "tab\there"
            })
    void texts_come_back_as_they_were(String prompt) {
        GeneratedImage image = image(2, 2, prompt);
        Path file = temp.resolve("image.png");
        PngFile.save(image, file);
        assertThat(ManifestJson.write(PngFile.readManifest(file))).isEqualTo(ManifestJson.write(image.manifest()));
        assertThat(PngFile.texts(file)).containsOnlyKeys("parameters", "diffusion4j");
        assertThat(PngFile.texts(file).get("parameters")).startsWith(prompt + "\nSteps: 2");
    }

    @Test
    void latin_texts_are_plain_and_others_international() {
        assertThat(chunkTypes(PngFile.encode(image(1, 1, "Füchse"))))
                .containsExactly("IHDR", "tEXt", "tEXt", "IDAT", "IEND");
        assertThat(chunkTypes(PngFile.encode(image(1, 1, "狐"))))
                .containsExactly("IHDR", "iTXt", "iTXt", "IDAT", "IEND");
    }

    @Test
    void no_damage_does_more_than_a_configuration_error() throws IOException {
        byte[] whole = PngFile.encode(image(2, 2, "狐 red fox"));
        Path file = temp.resolve("damaged.png");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> PngFile.readManifest(file))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("cannot read " + file + ": ");
        }
        Random random = new Random(1);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            try {
                String read = ManifestJson.write(PngFile.readManifest(file));
                assertThat(read)
                        .as("byte %d", i)
                        .isEqualTo(ManifestJson.write(image(2, 2, "狐 red fox").manifest()));
            } catch (ConfigurationException e) {
                assertThat(e).hasMessageContaining(file.toString());
            }
        }
    }

    @Test
    void a_file_of_another_kind_says_so() throws IOException {
        Path file = temp.resolve("text.png");
        Files.writeString(file, "no image at all");
        assertThatThrownBy(() -> PngFile.readManifest(file)).hasMessage("cannot read " + file + ": not a PNG file");
        assertThatThrownBy(() -> PngFile.readManifest(temp.resolve("none.png")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("cannot read " + temp.resolve("none.png") + ": no such file or folder");
        BufferedImage foreign = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(foreign, "png", file.toFile());
        assertThatThrownBy(() -> PngFile.readManifest(file))
                .hasMessage(file + " carries no Diffusion4J manifest; only images made by it can be made again");
    }

    @Test
    void the_parameters_text_is_that_of_the_web_ui() {
        assertThat(ParametersText.of(image(2, 3, "a red fox"))).isEqualTo("""
                        a red fox
                        Negative prompt: blurry, low quality
                        Steps: 2, Sampler: ddim, CFG scale: 7.5, Seed: 42, Size: 2x3, Model: sd15, Clip skip: 2, \
                        Version: Diffusion4J 1.0""");
    }

    @Test
    void what_a_manifest_lacks_is_left_out_of_the_text() {
        Manifest bare = new Manifest(
                Map.of("seed", 1L, "index", 0),
                Map.of("model", "/m/fox, red.safetensors", "request", Map.of("prompt", "fox", "steps", 3)),
                Map.of("diffusion4j", "1.0"));
        assertThat(ParametersText.of(new GeneratedImage(0, 1, 1, new byte[3], bare)))
                .isEqualTo("fox\nSteps: 3, Seed: 1, Size: 1x1, Model: \"fox, red\", Version: Diffusion4J 1.0");
    }

    private static List<String> chunkTypes(byte[] png) {
        List<String> types = new java.util.ArrayList<>();
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(png).position(8);
        while (bytes.hasRemaining()) {
            int length = bytes.getInt();
            byte[] type = new byte[4];
            bytes.get(type);
            types.add(new String(type, StandardCharsets.US_ASCII));
            bytes.position(bytes.position() + length + 4);
        }
        return types;
    }

    private static GeneratedImage image(int width, int height, String prompt) {
        byte[] rgb = new byte[width * height * 3];
        new Random(width + 31L * height).nextBytes(rgb);
        Map<String, Object> request = Map.of(
                "prompt",
                prompt,
                "negative-prompt",
                prompt.equals("a red fox") && height == 3 ? "blurry, low quality" : "",
                "steps",
                2,
                "clip-skip",
                1,
                "scheduler",
                Map.of("type", "ddim", "lambda-min", Double.NEGATIVE_INFINITY),
                "guidance",
                Map.of("type", "cfg", "scale", 7.5));
        Manifest manifest = new Manifest(
                Map.of("seed", 42L, "index", 0),
                Map.of("model", "/models/sd15", "request", request),
                Map.of("diffusion4j", "1.0"));
        return new GeneratedImage(0, width, height, rgb, manifest);
    }
}
