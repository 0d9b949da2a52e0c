package io.diffusion4j.app.cli;

import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/** A copy of the tiny model that can be damaged. */
record ModelCopy(Path folder) {
    static ModelCopy in(Path parent) {
        Path folder = parent.resolve("model");
        try (Stream<Path> files = Files.walk(D4j.TINY_MODEL)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(D4j.TINY_MODEL.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new ModelCopy(folder);
    }

    Path unetWeights() {
        return folder.resolve("unet/diffusion_pytorch_model.safetensors");
    }

    /** Writes the UNet's weights anew. @param change may add tensors and remove some */
    void rewrite(Consumer<Map<String, Tensor>> change) {
        Path draft = folder.resolveSibling("draft");
        try (Scope scope = Scope.open();
                SafetensorsFile file = SafetensorsFile.open(unetWeights())) {
            Map<String, Tensor> tensors = new TreeMap<>();
            file.names().forEach(name -> tensors.put(name, file.open(name)));
            change.accept(tensors);
            SafetensorsWriter.write(draft, tensors, Map.of());
            Files.move(draft, unetWeights(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Replaces the UNet's weights by a file with that header. @param length what the file says the header's length is */
    void header(String json, long length) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + 64).order(ByteOrder.LITTLE_ENDIAN);
        write(bytes.putLong(length).put(text).array());
    }

    void cutOff(int bytes) {
        try {
            byte[] all = Files.readAllBytes(unetWeights());
            write(Arrays.copyOf(all, all.length - bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void write(byte[] content) {
        try {
            Files.write(unetWeights(), content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
