package io.diffusion4j.textencoders.clip;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** CLIP's own vocabulary as the files of a checkpoint's tokenizer folder. */
public final class StandardTokenizerFiles {
    private static final int LENGTH = 77;

    private StandardTokenizerFiles() {}

    /** Writes what {@link ClipTokenizerFiles} does; makes the folder if missing. */
    public static void write(Path folder) throws IOException {
        List<String> lines = PackagedText.lines("merges.txt.gz");
        ClipTokenizerFiles.write(folder, lines.subList(1, lines.size()), LENGTH);
    }
}
