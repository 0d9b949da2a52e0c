package io.diffusion4j.app.parity;

import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Component folders whose weights are stored in other dtypes, in shards, or under old names. */
public final class StoredVariantsKind implements GoldenKind {
    @Override
    public String name() {
        return "formats";
    }

    @Override
    public List<GoldenCase> find(GoldenFile file) {
        if (!file.json().path("calls").asText().contains("out.<folder>")) {
            return List.of();
        }
        List<GoldenCase> cases = new ArrayList<>();
        file.json()
                .get("tolerance")
                .fieldNames()
                .forEachRemaining(entry -> folder(file, entry)
                        .ifPresent(folder -> cases.add(new StoredVariantCase(
                                name() + "/" + file.caseName() + "/" + folder.getFileName(), file, folder, entry))));
        return cases;
    }

    /** The tolerance for all autoencoders is under one name, those of U-Nets under their folders'. */
    private static java.util.Optional<Path> folder(GoldenFile file, String entry) {
        return List.of(entry, entry + "_legacy_attention").stream()
                .map(name -> file.folder().resolve(name))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
