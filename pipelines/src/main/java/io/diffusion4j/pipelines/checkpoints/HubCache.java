package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.error.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder where Hugging Face's tools keep downloaded models. */
record HubCache(Path root) {
    private static final Pattern ID = Pattern.compile("[\\w][\\w.-]*/[\\w][\\w.-]*");
    private static final Pattern COMMIT = Pattern.compile("\\w[\\w.-]*");

    /** Where the environment variables put it. */
    static HubCache of(Map<String, String> environment) {
        for (String direct : List.of("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE")) {
            if (isSet(environment, direct)) {
                return new HubCache(Path.of(environment.get(direct)));
            }
        }
        Path cache = isSet(environment, "XDG_CACHE_HOME")
                ? Path.of(environment.get("XDG_CACHE_HOME"))
                : Path.of(System.getProperty("user.home"), ".cache");
        Path home = isSet(environment, "HF_HOME") ? Path.of(environment.get("HF_HOME")) : cache.resolve("huggingface");
        return new HubCache(home.resolve("hub"));
    }

    private static boolean isSet(Map<String, String> environment, String key) {
        return !environment.getOrDefault(key, "").isBlank();
    }

    /** The folder of a model id's main revision. @throws CheckpointException if it is no id or is not in the cache */
    Path snapshotOf(Path id) {
        String text = id.toString().replace('\\', '/');
        if (!ID.matcher(text).matches()) {
            throw new CheckpointException(id + ": there is no such file or folder");
        }
        Path model = root.resolve("models--" + text.replace("/", "--"));
        if (!Files.isDirectory(model)) {
            throw new CheckpointException(id + ": neither a file or folder, nor a model in the cache " + root
                    + "; download it first, for example with `hf download " + text + "`");
        }
        return snapshot(model);
    }

    /** Whether that is the cache's folder of a model. */
    static boolean isModel(Path folder) {
        return Files.isDirectory(folder.resolve("snapshots")) && !Files.exists(folder.resolve("model_index.json"));
    }

    /** The folder of the main revision of a model, or of the only one that there is. */
    static Path snapshot(Path model) {
        Path snapshots = model.resolve("snapshots");
        Path main = model.resolve("refs").resolve("main");
        try {
            if (Files.isRegularFile(main)) {
                return commit(snapshots, Files.readString(main).strip(), main);
            }
            try (Stream<Path> all = Files.list(snapshots)) {
                List<Path> candidates = all.filter(Files::isDirectory).toList();
                if (candidates.size() == 1) {
                    return candidates.get(0);
                }
                throw new CheckpointException(model + ": there is no refs/main and " + candidates.size()
                        + " snapshots; name one of the folders in " + snapshots);
            }
        } catch (IOException e) {
            throw new CheckpointException(model + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path commit(Path snapshots, String commit, Path ref) {
        if (!COMMIT.matcher(commit).matches() || !Files.isDirectory(snapshots.resolve(commit))) {
            throw new CheckpointException(
                    ref + ": there is no snapshot '" + commit + "' beside it; download the model again");
        }
        return snapshots.resolve(commit);
    }
}
