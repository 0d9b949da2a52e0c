package io.diffusion4j.pipelines.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.error.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubLayoutTest {
    private static final String COMMIT = "39593d5650112b4cc580433f6b0435385882d819";

    @TempDir
    Path cache;

    private Path model;

    /** Blobs under hashed names, and a snapshot of links to them, as the hub's tools write it. */
    @BeforeEach
    void build() throws IOException {
        model = cache.resolve("models--tiny--sd");
        Path snapshot = model.resolve("snapshots").resolve(COMMIT);
        Path blobs = Files.createDirectories(model.resolve("blobs"));
        Files.createDirectories(model.resolve("refs"));
        Files.writeString(model.resolve("refs/main"), COMMIT + "\n");
        int number = 0;
        try (Stream<Path> files = Files.walk(TestFiles.FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path blob = Files.copy(file, blobs.resolve("blob" + number++));
                Path link = snapshot.resolve(TestFiles.FOLDER.relativize(file).toString());
                Files.createDirectories(link.getParent());
                Files.createSymbolicLink(link, link.getParent().relativize(blob));
            }
        }
    }

    @Test
    void a_models_folder_in_the_cache_opens_at_its_main_revision() {
        try (Checkpoint found = TestFiles.open(model);
                Checkpoint folder = TestFiles.open(TestFiles.FOLDER)) {
            assertThat(found.location()).isEqualTo(model.resolve("snapshots").resolve(COMMIT));
            TestFiles.assertSame(
                    found.require("vae").weights().orElseThrow(),
                    folder.require("vae").weights().orElseThrow());
        }
    }

    @Test
    void shards_behind_links_open() throws IOException {
        Path unet = model.resolve("snapshots").resolve(COMMIT).resolve("unet");
        Files.delete(unet.resolve("diffusion_pytorch_model.safetensors"));
        Path sharded = TestFiles.FORMATS.resolve("variants/unet_sharded");
        for (String name : WeightFiles.names(sharded)) {
            if (!name.equals("config.json")) {
                Path blob =
                        Files.copy(sharded.resolve(name), model.resolve("blobs").resolve("s" + name.hashCode()));
                Files.createSymbolicLink(unet.resolve(name), unet.relativize(blob));
            }
        }
        assertThat(TestFiles.open(model).require("unet").weights().orElseThrow().names())
                .contains("conv_in.weight");
    }

    @Test
    void a_model_id_is_found_in_the_cache() {
        try (Checkpoint found = byId("tiny/sd")) {
            assertThat(found.pipelineClass()).isEqualTo("StableDiffusionPipeline");
        }
        assertThatThrownBy(() -> byId("tiny/other"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("download it first");
        assertThatThrownBy(() -> byId("../x")).hasMessageContaining("no such file or folder");
    }

    @Test
    void without_a_main_revision_the_only_snapshot_is_taken() throws IOException {
        Files.delete(model.resolve("refs/main"));
        assertThat(TestFiles.open(model).componentNames()).contains("unet");
        Files.createDirectories(model.resolve("snapshots/other"));
        assertThatThrownBy(() -> TestFiles.open(model)).hasMessageContaining("2 snapshots");
    }

    @Test
    void a_revision_that_points_nowhere_is_refused() throws IOException {
        for (String ref : List.of("0123", "../../..", "")) {
            Files.writeString(model.resolve("refs/main"), ref);
            assertThatThrownBy(() -> TestFiles.open(model))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("download the model again");
        }
    }

    @Test
    void the_environment_tells_where_the_cache_is() {
        Path home = Path.of(System.getProperty("user.home"));
        assertThat(HubCache.of(Map.of()).root()).isEqualTo(home.resolve(".cache/huggingface/hub"));
        assertThat(HubCache.of(Map.of("HF_HOME", "/h")).root()).isEqualTo(Path.of("/h/hub"));
        assertThat(HubCache.of(Map.of("HF_HOME", "/h", "HF_HUB_CACHE", "/c")).root())
                .isEqualTo(Path.of("/c"));
    }

    private Checkpoint byId(String id) {
        return Checkpoints.open(Path.of(id), CheckpointOptions.defaults(), List.of(), new HubCache(cache));
    }
}
