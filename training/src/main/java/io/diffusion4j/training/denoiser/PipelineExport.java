package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * Writes a model's folder anew, with other weights for one component.
 *
 * @param model the folder that all else is copied from
 * @param components of the model
 * @param trained the component with other weights
 * @param tensors writes these
 */
record PipelineExport(Path model, Set<String> components, String trained, TensorExport tensors) {
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
        tensors.write(folder.resolve(trained).resolve("diffusion_pytorch_model.safetensors"), weights);
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
