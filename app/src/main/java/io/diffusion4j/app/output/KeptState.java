package io.diffusion4j.app.output;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.IoReason;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.StateFile;
import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.core.settings.SettingsMap;
import io.diffusion4j.pipelines.PipelineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run's state after its last step, in a file that is there until the run is done: whoever starts the same run again
 * goes on from it.
 *
 * @param run the settings that the state belongs to
 */
public record KeptState(Path file, String run) {
    /** @throws ConfigurationException if the settings do not tell one run of one batch */
    public static KeptState of(Path file, PipelineSettings settings) {
        GenerationRequest request = settings.request();
        if (request.seed().isEmpty()) {
            throw new ConfigurationException("--state continues the same run, so it needs the same --seed each time");
        }
        if (request.count() > request.batch()) {
            throw new ConfigurationException(
                    "--state keeps one batch, but --count %d images take several; set --batch %d"
                            .formatted(request.count(), request.count()));
        }
        Map<String, Object> plain = new TreeMap<>(SettingsMap.of(settings));
        plain.remove("output");
        return new KeptState(file, SettingsJson.toJson(plain));
    }

    Optional<SamplerState> read() {
        return Files.exists(file) ? Optional.of(StateFile.read(file, run)) : Optional.empty();
    }

    void write(SamplerState state) {
        StateFile.write(state, run, file);
    }

    /** The run is done. */
    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new OutputException(file + ": cannot be deleted: " + IoReason.of(e), e);
        }
    }
}
