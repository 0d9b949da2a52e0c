package io.diffusion4j.backbones.dit.pixart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.backbones.dit.pixart.ResolutionBins.Size;
import io.diffusion4j.testkit.golden.GoldenFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResolutionBinsTest {
    @ParameterizedTest
    @ValueSource(ints = {256, 512, 1024, 2048})
    void every_size_is_its_own_nearest_and_has_about_the_area_of_the_square(int side) {
        ResolutionBins bins = ResolutionBins.of(side);
        for (Size size : bins.sizes()) {
            assertThat(bins.nearest(size.height(), size.width())).isEqualTo(size);
            assertThat((double) size.height() * size.width() / side / side).isBetween(0.85, 1.1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 512, 1024, 2048})
    void sizes_are_those_of_the_reference(int side) {
        JsonNode json = golden();
        List<Size> expected = new ArrayList<>();
        json.get("tables").get(Integer.toString(side)).forEach(size -> expected.add(size(size)));
        ResolutionBins bins = ResolutionBins.of(side);
        assertThat(bins.sizes()).isEqualTo(expected);
        for (JsonNode query : json.get("queries")) {
            if (query.get("table").asInt() == side) {
                assertThat(bins.nearest(
                                query.get("height").asInt(), query.get("width").asInt()))
                        .isEqualTo(size(query.get("bin")));
            }
        }
    }

    @Test
    void a_side_without_bins_is_refused() {
        assertThatThrownBy(() -> ResolutionBins.of(768))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("768")
                .hasMessageContaining("1024");
    }

    private static JsonNode golden() {
        return GoldenFile.read(Path.of(System.getProperty("goldens"), "pixart", "resolution-bins.json"))
                .json();
    }

    private static Size size(JsonNode sides) {
        return new Size(sides.get(0).asInt(), sides.get(1).asInt());
    }
}
