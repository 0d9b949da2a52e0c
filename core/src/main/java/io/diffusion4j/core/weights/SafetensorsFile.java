package io.diffusion4j.core.weights;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.weights.SafetensorsHeader.Entry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/**
 * A safetensors file. Opening one reads and checks the header; the tensors are mapped into memory when the first is
 * asked for. Files that contradict themselves are refused: wrong sizes, overlaps, gaps, missing or surplus bytes,
 * duplicate names, headers above 100 MB.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">The format</a>
 */
public final class SafetensorsFile implements TensorSource {
    private final Path path;
    private final SafetensorsHeader header;
    private final MappedFile data;

    private SafetensorsFile(Path path, SafetensorsHeader header) {
        this.path = path;
        this.header = header;
        this.data = new MappedFile(path);
    }

    /** @throws CheckpointException if there is no such file or it is not valid */
    public static SafetensorsFile open(Path path) {
        return new SafetensorsFile(path, SafetensorsHeaderReader.read(path));
    }

    /** The file's {@code __metadata__}; empty if it has none. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    @Override
    public String location() {
        return path.toString();
    }

    @Override
    public Set<String> names() {
        return header.entries().keySet();
    }

    @Override
    public TensorInfo info(String name) {
        return entry(name).info();
    }

    @Override
    public Tensor open(String name) {
        Entry entry = entry(name);
        return data.tensor(entry.info(), entry.offset());
    }

    @Override
    public void copyTo(String name, Tensor target) {
        Entry entry = entry(name);
        FileCopy.copy(path, entry.info(), entry.offset(), target);
    }

    /** Gives up the map; tensors that were opened stay valid. */
    @Override
    public void close() {
        data.close();
    }

    private Entry entry(String name) {
        Entry entry = header.entries().get(name);
        if (entry == null) {
            throw new CheckpointException(path + ": there is no tensor '" + name + "'");
        }
        return entry;
    }
}
