package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.IoReason;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsWriter;
import io.diffusion4j.pipelines.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * Writes a model's folder anew, with other weights for one component.
 *
 * @param model the folder that all else is copied from
 * @param components of the model
 * @param trained the component with other weights
 * @param dtype of these
 */
record PipelineExport(Path model, Set<String> components, String trained, Precision dtype) {
    /** What a reader of the reference's files asks for. */
    private static final Map<String, String> METADATA = Map.of("format", "pt");

    /** @param folder exists and is empty */
    void write(Path folder, Map<String, Tensor> weights) {
        try {
            copy(model.resolve("model_index.json"), folder);
            for (String component : components) {
                if (component.equals(trained)) {
                    copy(model.resolve(component).resolve("config.json"), folder);
                } else {
                    copyAll(component, folder);
                }
            }
        } catch (IOException e) {
            throw new OutputException("cannot copy %s to %s: %s".formatted(model, folder, IoReason.of(e)), e);
        }
        writeTensors(folder.resolve(trained).resolve("diffusion_pytorch_model.safetensors"), weights);
    }

    /** Tensors in a file of their own. */
    void writeTensors(Path file, Map<String, Tensor> tensors) {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> converted = new TreeMap<>(tensors);
            dtype.dtype().ifPresent(type -> converted.replaceAll((name, tensor) -> tensor.toType(type.scalarType())));
            SafetensorsWriter.write(file, converted, METADATA);
        }
    }

    private void copyAll(String component, Path folder) throws IOException {
        Path from = model.resolve(component);
        if (Files.isDirectory(from)) {
            try (Stream<Path> walk = Files.walk(from)) {
                List<Path> files = walk.filter(Files::isRegularFile).toList();
                for (Path file : files) {
                    copy(file, folder);
                }
            }
        }
    }

    /** To the same place below the folder. */
    private void copy(Path file, Path folder) throws IOException {
        Path target = folder.resolve(model.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
    }
}
