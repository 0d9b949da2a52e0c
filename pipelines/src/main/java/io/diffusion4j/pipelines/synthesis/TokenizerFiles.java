package io.diffusion4j.pipelines.synthesis;

import io.diffusion4j.textencoders.clip.StandardTokenizerFiles;
import io.diffusion4j.textencoders.t5.LetterTokenizerFiles;
import java.io.IOException;
import java.nio.file.Path;

/** What the folders of tokenizers hold, by the beginning of the class that reads them. */
enum TokenizerFiles {
    CLIP("CLIPTokenizer") {
        @Override
        void write(Path folder) throws IOException {
            StandardTokenizerFiles.write(folder);
        }
    },
    T5("T5Tokenizer") {
        @Override
        void write(Path folder) throws IOException {
            LetterTokenizerFiles.write(folder);
        }
    };

    private final String classPrefix;

    TokenizerFiles(String classPrefix) {
        this.classPrefix = classPrefix;
    }

    abstract void write(Path folder) throws IOException;

    /** Writes nothing for a class that is no tokenizer. */
    static void write(String className, Path folder) throws IOException {
        for (TokenizerFiles files : values()) {
            if (className.startsWith(files.classPrefix)) {
                files.write(folder);
            }
        }
    }
}
