package io.diffusion4j.pipelines;

import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.SafetensorsWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** A copy of the tiny model with one weight changed. */
public final class DamagedModel {
    private DamagedModel() {}

    /**
     * @param file below the checkpoint
     * @param tensor whose values are multiplied
     * @param factor NaN, or large
     */
    public static Path in(Path folder, String file, String tensor, double factor) {
        Path weights = TinyModel.copy(folder).resolve(file);
        Path draft = folder.resolve("draft");
        try (Scope scope = Scope.open();
                SafetensorsFile old = SafetensorsFile.open(weights)) {
            Map<String, Tensor> tensors = new TreeMap<>();
            old.names().forEach(name -> tensors.put(name, old.open(name)));
            tensors.computeIfPresent(tensor, (name, value) -> value.mul(new Scalar(factor)));
            SafetensorsWriter.write(draft, tensors, Map.of());
            Files.move(draft, weights, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }
}
