package io.diffusion4j.app.parity;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.backbones.dit.pixart.ResolutionBins;
import io.diffusion4j.backbones.dit.pixart.ResolutionBins.Size;
import io.diffusion4j.testkit.golden.Checks;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenKind;
import io.diffusion4j.testkit.golden.GoldenSetup;
import java.util.ArrayList;
import java.util.List;

/** The shapes that PixArt models were trained on, and which of them is nearest to a wanted one. */
public final class ResolutionBinsKind implements GoldenKind {
    @Override
    public String name() {
        return "resolution-bins";
    }

    @Override
    public List<GoldenCase> find(GoldenFile file) {
        List<GoldenCase> cases = new ArrayList<>();
        if (file.json().path("kind").asText().equals(name())) {
            file.json()
                    .get("tables")
                    .fieldNames()
                    .forEachRemaining(side -> cases.add(new Bins(name() + "/" + side, file.json(), side)));
        }
        return cases;
    }

    private record Bins(String name, JsonNode json, String side) implements GoldenCase {
        @Override
        public void run(GoldenSetup setup, Checks checks) {
            ResolutionBins bins = ResolutionBins.of(Integer.parseInt(side));
            List<Size> expected = new ArrayList<>();
            json.get("tables").get(side).forEach(size -> expected.add(size(size)));
            checks.same("sizes", bins.sizes(), expected);
            for (JsonNode query : json.get("queries")) {
                if (query.get("table").asText().equals(side)) {
                    int height = query.get("height").asInt();
                    int width = query.get("width").asInt();
                    checks.same(height + "x" + width, bins.nearest(height, width), size(query.get("bin")));
                }
            }
        }

        private static Size size(JsonNode sides) {
            return new Size(sides.get(0).asInt(), sides.get(1).asInt());
        }
    }
}
