package io.diffusion4j.families.dit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassNamesTest {
    @TempDir
    Path folder;

    @Test
    void a_class_is_its_number_or_any_of_its_names() throws IOException {
        ClassNames names = named();
        assertThat(names.number("request.prompt", " 3 ")).isEqualTo(3);
        assertThat(names.number("request.prompt", "tench")).isEqualTo(0);
        assertThat(names.number("request.prompt", "Tinca tinca")).isEqualTo(0);
        assertThat(names.number("request.prompt", "GOLDFISH")).isEqualTo(1);
        assertThat(names.none()).isEqualTo(10);
    }

    @Test
    void what_is_no_class_is_refused_with_what_there_is() throws IOException {
        assertThatThrownBy(() -> new ClassNames(10, java.util.Map.of()).number("request.prompt", "a red fox"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("request.prompt: this model makes images of classes, and 'a red fox' is none; give a number"
                        + " from 0 to 9");
        ClassNames names = named();
        for (String wrong : new String[] {"10", "-1", "", "99999999999"}) {
            assertThatThrownBy(() -> names.number("request.negative-prompt", wrong))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("request.negative-prompt: ")
                    .hasMessageEndingWith("a number from 0 to 9, or a name from its model_index.json");
        }
    }

    private ClassNames named() throws IOException {
        Files.writeString(
                folder.resolve("model_index.json"),
                "{\"id2label\": {\"0\": \"tench, Tinca tinca\", \"1\": \"goldfish\"}}");
        return ClassNames.of(folder, 10);
    }
}
