package io.diffusion4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Maven starts by a shell script")
class EmbedExampleIT {
    @Test
    void the_host_application_makes_an_image_in_under_40_lines(@TempDir Path output)
            throws IOException, InterruptedException {
        StrangersProject project = StrangersProject.of("embed");
        project.build();
        Path image = output.resolve("cat.png");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String model = Launcher.ROOT.resolve("goldens/pipelines/models/sd15").toString();
        // Guice warns of its use of Unsafe from Java 24 on, unless it is told to do without.
        String quiet = "-Dguice_bytecode_gen_option=DISABLED";
        List<String> words = List.of(java, quiet, "-jar", "target/embed-1.0.0.jar", model, "a cat", image.toString());
        String printed = new Command(project.folder(), Map.of(), words).succeed();

        assertThat(Picture.read(image)).isEqualTo(new Picture(32, 32, "pndm"));
        assertThat(printed).isEmpty();
        assertThat(Files.readAllLines(project.folder().resolve("src/main/java/com/example/embed/Embed.java")))
                .hasSizeLessThan(40);
    }
}
