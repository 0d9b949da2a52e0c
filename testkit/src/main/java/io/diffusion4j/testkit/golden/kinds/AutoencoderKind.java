package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Calls of an autoencoder's methods; one case for each call. */
public final class AutoencoderKind implements GoldenKind {
    private final AutoencoderOptions options;

    /** With the {@link AutoencoderOptions} on the class path; without one, calls that slice or tile are skipped. */
    public AutoencoderKind() {
        this(ServiceLoader.load(AutoencoderOptions.class, AutoencoderKind.class.getClassLoader())
                .findFirst()
                .orElseGet(WithoutOptions::new));
    }

    public AutoencoderKind(AutoencoderOptions options) {
        this.options = options;
    }

    @Override
    public String name() {
        return "vae";
    }

    @Override
    public List<GoldenCase> find(GoldenFile file) {
        List<GoldenCase> cases = new ArrayList<>();
        for (JsonNode call : file.json().path("calls")) {
            if (call.has("method")) {
                String name =
                        name() + "/" + file.caseName() + "/" + call.get("call").asText();
                cases.add(new AutoencoderCase(name, file, call, options));
            }
        }
        return cases;
    }
}
